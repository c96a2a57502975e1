/** ASCII only: the page's policy names its hash. */
export const style = `
:root{color-scheme:light dark;--bg:#fbfaf8;--card:#fff;--fg:#1d1c21;--soft:#5d5a66;--line:#dcd8d0;--link:#1d4fb8;
--met:#0c6130;--met-bg:#dcf4e3;--partly:#6c4300;--partly-bg:#ffefc4;--unmet:#9a1b1b;--unmet-bg:#fde3e1;--other:#5a2d86;--other-bg:#f0e4fb;--code:#f4f2ee}
@media (prefers-color-scheme:dark){:root{--bg:#141519;--card:#1c1e24;--fg:#e9e7e3;--soft:#aaa7b3;--line:#363942;--link:#8db6ff;
--met:#8be0aa;--met-bg:#12371f;--partly:#ffd57a;--partly-bg:#42330a;--unmet:#ffb0aa;--unmet-bg:#491c1c;--other:#dcb8ff;--other-bg:#382250;--code:#16181d}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
.page{max-width:58rem;margin:0 auto;padding:1.25rem 1rem 4rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:2}
.skip:focus{left:.5rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
h1{font-size:1.35rem;line-height:1.25;margin:0}
h2{font-size:1.2rem;line-height:1.3;margin:0}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
h4{font-size:.9rem;font-weight:600;color:var(--soft);margin:.75rem 0 .25rem}
.who{margin:.2rem 0 0;color:var(--soft)}
.hero{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem;margin:1rem 0}
.total{display:flex;flex-wrap:wrap;align-items:baseline;gap:.4rem 1rem;margin:0 0 .75rem}
.big{font-size:2.4rem;line-height:1.1;font-weight:700;font-variant-numeric:tabular-nums}
.big small{font-size:1.1rem;font-weight:400;color:var(--soft)}
.badge{display:inline-block;padding:.15rem .7rem;border-radius:99px;font-weight:650;font-size:.9rem}
.met{color:var(--met);background:var(--met-bg)}.partly{color:var(--partly);background:var(--partly-bg)}
.unmet{color:var(--unmet);background:var(--unmet-bg)}.blocked,.failed{color:var(--other);background:var(--other-bg)}
.soft{color:var(--soft)}
.note{margin:.5rem 0}
.bars{list-style:none;margin:1rem 0 0;padding:0;display:grid;gap:.6rem}
.bars li{display:grid;grid-template-columns:minmax(9rem,16rem) 1fr 8.5rem;gap:.75rem;align-items:center}
.bars .num{text-align:right}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
svg.bar{display:block;width:100%;height:.75rem}
.bar .rail{fill:var(--line)}.bar .fill-met{fill:var(--met)}.bar .fill-partly{fill:var(--partly)}.bar .fill-unmet{fill:var(--unmet)}
section.exercise{margin:2.25rem 0}
.head{display:flex;justify-content:space-between;flex-wrap:wrap;align-items:baseline;gap:.25rem 1rem;margin-bottom:.75rem;padding-bottom:.4rem;border-bottom:2px solid var(--line)}
details.criterion{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:.5rem 0}
details.criterion>summary{cursor:pointer;padding:.65rem .9rem;display:grid;grid-template-columns:1.1rem 1fr auto auto;gap:.3rem .75rem;align-items:center;list-style:none}
summary::-webkit-details-marker{display:none}
details.criterion>summary::before{content:"\\25B8";color:var(--soft)}
details.criterion[open]>summary::before{content:"\\25BE"}
.name{font-weight:600}
.name code{font-weight:400;font-size:.8rem;color:var(--soft);background:none;padding:0}
.inside{padding:0 .9rem .9rem 2.75rem}
.shares{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:.1rem 0 .6rem;padding:0;list-style:none;font-size:.92rem}
.feedback{margin:.5rem 0}
details.hint{margin:.35rem 0}
details.hint>summary{cursor:pointer;color:var(--link)}
details.hint p{margin:.25rem 0 .25rem 1rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","Noto Sans Mono",monospace;font-size:.875em}
code{background:var(--code);padding:.05rem .3rem;border-radius:4px}
figure{margin:.6rem 0}
figcaption{font-size:.85rem;color:var(--soft);margin-bottom:.2rem}
.lines{margin:0;padding:.45rem 0;background:var(--code);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap;tab-size:4;line-height:1.5}
.lines .l{display:block;position:relative;padding:0 .7rem 0 3.4rem;min-height:1.5em}
.lines .l::before{content:attr(data-n);position:absolute;left:0;width:2.7rem;text-align:right;color:var(--soft)}
.lines .gap{display:block;padding:0 .7rem 0 3.4rem;color:var(--soft)}
.e-earned{border-left:4px solid var(--met)}.e-lost{border-left:4px solid var(--unmet)}
mark{color:inherit;background:none;border-radius:3px}
mark.earned{background:var(--met-bg);box-shadow:inset 0 -2px var(--met)}
mark.lost{background:var(--unmet-bg);box-shadow:inset 0 -2px var(--unmet)}
mark.remark{background:none;box-shadow:inset 0 -2px var(--link)}
.chip{display:inline-block;font:600 .75rem/1.35 system-ui,sans-serif;padding:.05rem .45rem;margin-left:.5rem;border-radius:99px;text-decoration:none;white-space:normal}
.chip:hover{text-decoration:underline}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0;list-style:none;font-size:.9rem}
.plain{padding-left:1.2rem;margin:.3rem 0}
.plain li{margin:.3rem 0}
.quote{white-space:pre-wrap}
.tags{display:block;font-size:.85rem;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.45rem .6rem;border-bottom:1px solid var(--line);text-align:right}
th:first-child,td:first-child{text-align:left}
.scroll{overflow-x:auto}
.tools{margin:1rem 0 0}
button{font:inherit;color:var(--link);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.35rem .9rem;cursor:pointer}
details.box{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:.75rem 0}
details.box>summary{cursor:pointer;padding:.65rem .9rem;font-weight:600}
details.box>div{padding:0 .9rem .9rem}
footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media (max-width:38rem){
.bars li{grid-template-columns:1fr auto;gap:.15rem .75rem}.bars svg{grid-column:1/-1;grid-row:2}
details.criterion>summary{grid-template-columns:1.1rem 1fr auto}.name{grid-column:2/-1}details.criterion>summary .num{grid-column:2}
.inside{padding-left:.9rem}.lines .l,.lines .gap{padding-left:2.6rem}.lines .l::before{width:2.1rem}.big{font-size:2rem}
}
@media print{
:root{--bg:#fff;--card:#fff;--fg:#000;--soft:#444;--line:#bbb;--code:#fff;--link:#000}
body{font-size:10pt}.tools,.skip{display:none}.page{max-width:none;padding:0}
details.criterion,figure{break-inside:avoid}h2,h3{break-after:avoid}
mark,.badge,.chip,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
