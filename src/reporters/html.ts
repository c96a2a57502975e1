import { formatPoints } from '../model/points.js';
import type { ExamResult, Report, Score } from '../model/report.js';
import type { Source } from '../model/text.js';
import { exerciseSection } from './html/exercise.js';
import { slug } from './html/ids.js';
import { script } from './html/script.js';
import { sha256Base64 } from './html/sha256.js';
import { style } from './html/style.js';
import { html as h, type Markup, rich } from './html/template.js';
import { workOf } from './html/work.js';
import { workSection } from './html/work-section.js';
import { isMarked, type Messages, messagesIn, outcomeWord, takenAsWord } from './messages.js';
import { groupedFlags, receivedByFile } from './places.js';
import type { Reporter, ReportOptions } from './reporter.js';

/** One self-contained page: nothing is fetched, nothing of the student's is ever markup, and its policy allows only its own style and script. */
export const html: Reporter = {
  id: 'html',
  render: (report, options) => page(report, options).markup,
};

const POLICY = `default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; script-src 'sha256-${sha256Base64(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;

function page(report: Report, options: ReportOptions): Markup {
  const messages = messagesIn(options.lang);
  const title = options.examTitle ?? report.exam;
  const [only, ...others] = report.results;
  const alone = only !== undefined && others.length === 0;
  const { words } = messages;
  return h`<!doctype html>
<html lang="${options.lang}">
<head>
<meta http-equiv="Content-Security-Policy" content="${{ markup: POLICY }}">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${alone ? `${only.student} · ${title}` : title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<div class="page">
<header>
<h1>${title}</h1>
${alone && h`<p class="who">${words.student}: <bdi>${only.student}</bdi></p>`}
</header>
<main id="main" tabindex="-1">
${alone ? resultBody(only, 0, options, messages, options.sources?.get(only.student) ?? []) : cohortBody(report, options, messages)}
${diagnostics(report, messages)}
</main>
<footer>${report.engine} · ${words.rubric} ${report.rubric.version} · <span>${report.rubric.digest}</span></footer>
</div>
<script>${{ markup: script }}</script>
</body>
</html>
`;
}

function cohortBody(report: Report, options: ReportOptions, messages: Messages): Markup {
  const { words } = messages;
  const exercises = Array.from(
    new Map(report.results.flatMap((r) => r.exercises.map((e) => [e.exercise, e] as const))).values(),
  );
  const rows = report.results.map((result, i) => {
    const cells = exercises.map((one) => {
      const found = result.exercises.find((e) => e.exercise === one.exercise);
      return h`<td>${found && isMarked(result) ? formatPoints(found.score.earned) : '—'}</td>`;
    });
    return h`<tr><th scope="row"><a href="#r${i}"><bdi>${result.student}</bdi></a></th>${cells}<td>${isMarked(result) ? formatPoints(result.score.earned) : '—'}</td><td>${badge(result, messages)}</td></tr>
`;
  });
  return h`<div class="hero scroll" tabindex="0" role="region" aria-label="${words.cohort}"><table>
<caption class="vh">${words.cohort}</caption>
<thead><tr><th scope="col">${words.student}</th>${exercises.map((e) => h`<th scope="col">${e.title}</th>`)}<th scope="col">${words.total}</th><th scope="col">${words.result}</th></tr></thead>
<tbody>${rows}</tbody></table></div>
${report.results.map(
  (
    result,
    i,
  ) => h`<details class="box" id="r${i}"><summary><bdi>${result.student}</bdi> · ${isMarked(result) ? scoreText(result.score) : outcomeWord(result, messages)}</summary><div>${resultBody(result, i, options, messages, [])}</div></details>
`,
)}`;
}

function resultBody(
  result: ExamResult,
  index: number,
  options: ReportOptions,
  messages: Messages,
  sources: readonly Source[],
): Markup {
  const { words } = messages;
  const prefix = `s${index}`;
  const files = workOf(result, sources);
  return h`${hero(result, prefix, options, messages)}
${result.exercises.length > 0 && h`<p class="tools"><button type="button" ${{ markup: index === 0 ? 'id="toggle" ' : '' }}hidden aria-expanded="false" data-expand="${words.expand}" data-collapse="${words.collapse}">${words.expand}</button></p>`}
${result.exercises.map((exercise) => exerciseSection(exercise, { prefix, files, options, messages }))}
${flagsSection(result, messages)}
${files.length > 0 && workSection(files, result, prefix, messages)}
${receivedSection(result, messages)}`;
}

function hero(result: ExamResult, prefix: string, options: ReportOptions, messages: Messages): Markup {
  const mark =
    options.passMark === undefined
      ? undefined
      : h`<span class="soft">${messages.passMark(formatPoints(options.passMark))}</span>`;
  const score =
    isMarked(result) &&
    h`<span class="big">${formatPoints(result.score.earned)} <small>/ ${formatPoints(result.score.maximum)}</small></span>`;
  const bars = result.exercises.map(
    (
      one,
    ) => h`<li><a href="#${prefix}-${slug(one.exercise)}">${one.title}</a>${bar(one.score)}<span class="num">${scoreText(one.score)}</span></li>
`,
  );
  return h`<div class="hero">
<p class="total">${score || undefined}${badge(result, messages)}${mark}</p>
${result.status !== 'graded' && h`<p class="note">${messages.statuses[result.status]}${result.reason === undefined ? '' : h`. ${rich(result.reason)}`}</p>`}
${bars.length > 0 && h`<ul class="bars">${bars}</ul>`}
</div>`;
}

function badge(result: ExamResult, messages: Messages): Markup {
  const kind = isMarked(result) ? (result.passed ? 'met' : 'unmet') : 'blocked';
  return h`<strong class="badge ${kind}">${outcomeWord(result, messages)}</strong>`;
}

/** Attributes of SVG, not styles: the page's policy allows no inline style. The number stands beside it, so it is hidden from readers. */
function bar(score: Score): Markup {
  const ratio = score.maximum > 0 ? Math.max(0, Math.min(1, score.earned / score.maximum)) : 0;
  const kind = ratio >= 0.7 ? 'met' : ratio >= 0.4 ? 'partly' : 'unmet';
  const width = Math.round(ratio * 1000) / 10;
  return h`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="rail" width="100" height="10" rx="1.5"></rect><rect class="fill-${kind}" width="${width}" height="10" rx="1.5"></rect></svg>`;
}

function flagsSection(result: ExamResult, messages: Messages): Markup | undefined {
  if (result.flags.length === 0) return undefined;
  const { words } = messages;
  const items = groupedFlags(result.flags).map(
    ({
      flag,
      evidence,
    }) => h`<li><strong>${messages.flags[flag.kind] ?? flag.kind}</strong>: ${rich(flag.message)}${evidence
      .slice(0, 20)
      .map(
        (one) =>
          h` <span class="tags"><bdi>${one.file}</bdi>, ${words.line} ${one.span.start.line}: <code>${one.excerpt}</code></span>`,
      )}${evidence.length > 20 && h`<span class="tags">${messages.more(evidence.length - 20)}</span>`}</li>
`,
  );
  return h`<details class="box"><summary>${words.flags} (${result.flags.length})</summary><div><p class="soft">${words.flagsNote}</p><ul class="plain">${items}</ul></div></details>`;
}

function receivedSection(result: ExamResult, messages: Messages): Markup {
  const items = receivedByFile(result.received).map(({ file, taken, notes }) => {
    const parts = taken.map(({ as, count }) => takenAsWord(as, messages) + (count > 1 ? ` ×${count}` : ''));
    return h`<li><code><bdi>${file}</bdi></code>: ${parts.join(', ')}${notes.map((note) => h`<span class="tags">${rich(note)}</span>`)}</li>
`;
  });
  return h`<details class="box"><summary>${messages.words.received}</summary><div><ul class="plain">${items}</ul></div></details>`;
}

function diagnostics(report: Report, messages: Messages): Markup | undefined {
  if (report.diagnostics.length === 0) return undefined;
  return h`<h2>${messages.words.diagnostics}</h2><ul class="plain">${report.diagnostics.map(({ level, message }) => h`<li>${level}: ${message}</li>`)}</ul>`;
}

function scoreText(score: Score): string {
  return `${formatPoints(score.earned)} / ${formatPoints(score.maximum)}`;
}
