/** How deep a text may make a recursive parser go: brackets, runs of prefix operators and of nested templates, counted generously. */
export function nestingOf(text: string): number {
  let open = 0;
  let run = 0;
  let most = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 40 || c === 91 || c === 123) open++;
    else if ((c === 41 || c === 93 || c === 125 || c === 59) && open > 0) open--;
    if (c === 33 || c === 43 || c === 45 || c === 126 || c === 63 || c === 61) run++;
    else if (c === 59 || c === 10) run = 0;
    if (open + run > most) most = open + run;
  }
  return most;
}
