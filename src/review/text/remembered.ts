/**
 * A pure function of a text that keeps its last answers: the passes over a review ask the same of a title, a cell or a sentence many times.
 * Long texts, of which there are few, are read each time.
 */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return read(text);
    if (answers.has(text)) return answers.get(text) as T;
    const answer = read(text);
    if (answers.size >= MOST) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}

const LONGEST = 500;
/** About what one hand-in asks: more would keep the texts of many. */
const MOST = 400;
