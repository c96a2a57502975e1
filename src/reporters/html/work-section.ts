import type { ExamResult } from '../../model/report.js';
import type { Messages } from '../messages.js';
import { isFound } from '../places.js';
import { slug } from './ids.js';
import { html as h, type Markup } from './template.js';
import type { MarkKind, WorkFile, WorkLine, WorkMark } from './work.js';

/** The hand-in itself, with the evidence marked in place and a way back to each criterion. */
export function workSection(
  files: readonly WorkFile[],
  result: ExamResult,
  prefix: string,
  messages: Messages,
): Markup {
  const { words } = messages;
  const labels = labelsOf(result);
  return h`<section class="exercise">
<div class="head"><h2 id="${prefix}-work">${words.yourWork}</h2></div>
<p class="soft">${words.yourWorkNote}</p>
<ul class="legend"><li><mark class="earned">${words.legendEarned}</mark></li><li><mark class="lost">${words.legendLost}</mark></li><li><mark class="remark">${words.legendRemark}</mark></li></ul>
${files.map(
  (file, i) => h`<h3><bdi>${file.file}</bdi></h3>
<pre class="lines">${file.lines.map((line) => workLine(line, `${prefix}-f${i}-${line.number}`, prefix, labels, messages))}</pre>
`,
)}</section>`;
}

interface Label {
  readonly name: string;
  readonly title: string;
}

/** A criterion that was not found is called by its title, which does not give it away; its id would. */
function labelsOf(result: ExamResult): Map<string, Label> {
  const all = result.exercises.flatMap((e) => e.criteria.map((c) => ({ key: `${e.exercise}/${c.criterion}`, c })));
  return new Map(all.map(({ key, c }) => [key, { name: isFound(c) ? c.criterion : c.title, title: c.title }]));
}

function workLine(
  line: WorkLine,
  id: string,
  prefix: string,
  labels: ReadonlyMap<string, Label>,
  messages: Messages,
): Markup {
  const parts = line.parts.map((part) =>
    part.kind ? h`<mark class="${part.kind}">${part.text}</mark>` : h`${part.text}`,
  );
  return h`${line.gap && h`<span class="gap">⋯</span>`}<span class="l" id="${id}" data-n="${line.number}">${parts}${line.marks.map((mark) => chip(mark, prefix, labels, messages))}</span>`;
}

const CHIP: Readonly<Record<MarkKind, string>> = { earned: 'met', lost: 'unmet', remark: 'blocked' };

/** A mark is never told by its colour alone: the chip names the criterion, and says to a screen reader how it counted. */
function chip(
  mark: WorkMark,
  prefix: string,
  labels: ReadonlyMap<string, Label>,
  messages: Messages,
): Markup | undefined {
  const { words } = messages;
  if (mark.criterion === undefined) return undefined;
  const told = mark.kind === 'earned' ? words.legendEarned : words.legendLost;
  const { name, title } = labels.get(`${mark.exercise}/${mark.criterion}`) ?? {
    name: mark.criterion,
    title: mark.criterion,
  };
  return h`<a class="chip ${CHIP[mark.kind]}" href="#${prefix}-${slug(mark.exercise)}-${slug(mark.criterion)}" title="${title}">${mark.kind === 'earned' ? '✓' : '✗'} ${name}<span class="vh"> (${told})</span></a>`;
}
