import { formatPoints } from '../../model/points.js';
import type { AdviceResult, CriterionResult, ExerciseResult, RemarkResult, ShareResult } from '../../model/report.js';
import type { Evidence } from '../../model/verdict.js';
import { type Messages, outcomeOf } from '../messages.js';
import { evidenceOfCriterion, groupedRemarks, hintsFor, shareOrder, shownId } from '../places.js';
import type { ReportOptions } from '../reporter.js';
import { lineId, slug } from './ids.js';
import { html as h, type Markup, rich } from './template.js';
import type { WorkFile } from './work.js';

export interface Context {
  /** Keeps the ids of several hand-ins on one page apart. */
  readonly prefix: string;
  readonly files: readonly WorkFile[];
  readonly options: ReportOptions;
  readonly messages: Messages;
}

/** One exercise: its criteria, the remarks that no criterion pays, advice. */
export function exerciseSection(exercise: ExerciseResult, context: Context): Markup {
  const { messages, options, prefix } = context;
  const id = `${prefix}-${slug(exercise.exercise)}`;
  const groups = groupedRemarks(exercise.remarks, options.reveal);
  const { words } = messages;
  return h`<section class="exercise">
<div class="head"><h2 id="${id}">${exercise.title}</h2><span class="num">${points(exercise.score)}</span></div>
${exercise.criteria.map((criterion) => criterionDetails(criterion, exercise.exercise, context))}
${groups.length > 0 && h`<h3>${options.reveal === 'full' ? words.remarks : words.remarksElse}</h3>`}
${groups.map(({ kind, remarks }) => remarkList(messages.kinds[kind], remarks, context))}
${exercise.advice.length > 0 && h`<h3>${words.advice}</h3><p class="soft">${words.adviceNote}</p><ul class="plain">${exercise.advice.map((advice) => adviceItem(advice, context))}</ul>`}
</section>
`;
}

function criterionDetails(criterion: CriterionResult, exercise: string, context: Context): Markup {
  const { messages, options, prefix } = context;
  const { words } = messages;
  const outcome = outcomeOf(criterion);
  const shown = shownId(criterion, options.reveal);
  const most = options.reveal === 'full' ? 8 : 3;
  const earned = evidenceOfCriterion(criterion, 'earned').slice(0, most);
  const lost = evidenceOfCriterion(criterion, 'lost').slice(0, most);
  const open: Markup = { markup: outcome === 'met' ? '' : ' open' };
  const learn = outcome === 'met' ? [] : criterion.learn;
  return h`<details class="criterion" id="${prefix}-${slug(exercise)}-${slug(criterion.criterion)}"${open}>
<summary><span class="name">${rich(criterion.title)} ${shown !== undefined && h`<code>${shown}</code>`}</span><span class="num">${points(criterion.score)}</span><span class="badge ${outcome}">${messages.verdicts[outcome]}</span></summary>
<div class="inside">
<ul class="shares">${shareOrder.map((id) => shareItem(messages.shares[id], criterion.shares[id], messages))}</ul>
<p class="feedback">${rich(criterion.feedback)}</p>
${earned.map((evidence) => evidenceFigure(evidence, 'earned', context))}
${lost.map((evidence) => evidenceFigure(evidence, 'lost', context))}
${outcome !== 'met' && hintsFor(criterion).map((hint, i) => h`<details class="hint"><summary>${words.hint} ${i + 1}</summary><p>${rich(hint)}</p></details>`)}
${learn.length > 0 && h`<p class="soft">${words.learn}: ${learn.map((link, i) => h`${i > 0 ? ' · ' : ''}${linkTo(link)}`)}</p>`}
${criterion.confidence === 'review' && h`<p><span class="badge blocked">${words.review}</span> ${words.doubt}${options.reveal === 'full' && criterion.doubt ? h`: ${rich(criterion.doubt)}` : '.'}</p>`}
</div>
</details>
`;
}

function shareItem(name: string, share: ShareResult | undefined, messages: Messages): Markup | undefined {
  if (!share) return undefined;
  const by = share.fraction > 0 ? messages.by[share.by] : '';
  const reason = share.status === 'blocked' || share.status === 'failed' ? share.reason : undefined;
  return h`<li>${name}: <strong>${messages.shareWords[share.status]}</strong>${by !== '' && h` <span class="soft">${by}</span>`}${reason !== undefined && h` <span class="soft">${rich(reason)}</span>`}</li>`;
}

function evidenceFigure(evidence: Evidence, kind: 'earned' | 'lost', context: Context): Markup | undefined {
  if (evidence.excerpt.trim() === '' && evidence.message === '') return undefined;
  const { messages } = context;
  const label = kind === 'earned' ? messages.words.good : messages.words.missing;
  const first = evidence.span.start.line;
  const lines = evidence.excerpt
    .split(/\r\n|\r|\n/)
    .map((line, i) => h`<span class="l" data-n="${first + i}">${line}</span>`);
  return h`<figure><figcaption><span class="vh">${label}: </span>${place(evidence, context)}${evidence.message !== '' && h` · ${rich(evidence.message)}`}</figcaption><pre class="lines e-${kind}">${lines}</pre></figure>`;
}

function place({ file, span }: Pick<Evidence, 'file' | 'span'>, { files, prefix, messages }: Context): Markup {
  const id = lineId(files, prefix, file, span.start.line);
  const text = h`<bdi>${file}</bdi>, ${messages.lines(span.start.line, span.end.line)}`;
  return id === undefined ? text : h`<a href="#${id}">${text}</a>`;
}

/** A hand-in of thousands of lines must not make a page that no phone opens. */
const MOST_REMARKS = 60;
const LONGEST_REMARK = 600;

function remarkList(kind: string, remarks: readonly RemarkResult[], context: Context): Markup {
  const rest = remarks.length - MOST_REMARKS;
  const items = remarks.slice(0, MOST_REMARKS).map((remark) => remarkItem(remark, context));
  return h`<h4>${kind}</h4><ul class="plain">${items}${rest > 0 && h`<li>${context.messages.more(rest)}</li>`}</ul>`;
}

function remarkItem(remark: RemarkResult, context: Context): Markup {
  const { messages, options } = context;
  const facts =
    options.reveal === 'full'
      ? [...remark.names, messages.severities[remark.severity], messages.remedies[remark.remedy]]
      : [];
  return h`<li><span class="quote" dir="auto">${clipped(remark.text)}</span><span class="tags">${place(remark, context)}${facts.map((fact) => h` · ${fact}`)}</span>${remark.trace !== undefined && h`<span class="tags">${remark.trace}</span>`}</li>
`;
}

function clipped(text: string): string {
  return text.length > LONGEST_REMARK ? `${text.slice(0, LONGEST_REMARK)}…` : text;
}

function adviceItem(advice: AdviceResult, context: Context): Markup {
  return h`<li>${rich(advice.message)}${advice.evidence.slice(0, 3).map((evidence) => evidenceFigure(evidence, 'lost', context))}</li>
`;
}

/** Only a plain web address becomes a link, whoever wrote it. */
function linkTo(link: string): Markup {
  return /^https?:\/\/[^\s"'<>`\\]+$/.test(link)
    ? h`<a href="${link}" rel="noopener noreferrer">${link}</a>`
    : h`<span>${link}</span>`;
}

function points({ earned, maximum }: { readonly earned: number; readonly maximum: number }): string {
  return `${formatPoints(earned)} / ${formatPoints(maximum)}`;
}
