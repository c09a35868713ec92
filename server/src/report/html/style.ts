/** Colours of the light look; each stands out from its ground as people with weak eyes need it. */
export const LIGHT = `
--bg:#fbfbfa;--panel:#fff;--sunk:#f3f4f3;--ink:#1c2321;--soft:#56605c;--line:#dfe3e0;--strong:#c3cac6;--accent:#1f5f8b;--focus:#1f5f8b;
--error:#a3211b;--error-bg:#fcefee;--warning:#825200;--warning-bg:#fdf4e2;--info:#2c5c86;--info-bg:#edf4fa;--good:#1f6b45;
--user:#a3211b;--external:#9a4a00;--retrieved:#7a5a00;--model:#6a3d9a;--tool-input:#8a2a6d;--secret:#a3211b;--personal:#9c2f5f;--parameter:#2c5c86;--config:#3d6657;--unknown:#56605c;`;

/** The same of the dark look. */
export const DARK = `
--bg:#14181a;--panel:#1b2023;--sunk:#20272a;--ink:#e4e9e6;--soft:#a3aeaa;--line:#2f383b;--strong:#465256;--accent:#86bfe8;--focus:#86bfe8;
--error:#ff9b92;--error-bg:#3a2120;--warning:#f0bd62;--warning-bg:#35290f;--info:#93c4ee;--info-bg:#1c2d3b;--good:#82d3a8;
--user:#ff9b92;--external:#f4a867;--retrieved:#e2c15c;--model:#c8a6f2;--tool-input:#ec9fd3;--secret:#ff9b92;--personal:#f39fc0;--parameter:#93c4ee;--config:#93cdb5;--unknown:#a3aeaa`;

export const FONTS = `
--mono:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;
--sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",Arial,sans-serif`;

/** The look of all that the report and the editor's views share. */
export const SHARED = `*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 var(--sans);font-variant-numeric:tabular-nums}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
code,pre,.mono{font-family:var(--mono);font-size:.87em}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--panel);padding:.4rem .8rem;z-index:9}
header.top{padding:2.2rem 2rem 1.4rem;max-width:78rem;margin:0 auto}
header.top h1{font-size:1.75rem;line-height:1.2;margin:0 0 .3rem;letter-spacing:-.015em;font-weight:650}
header.top p{margin:0;color:var(--soft)}
nav{position:sticky;top:0;z-index:5;background:var(--bg);border-bottom:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;margin:0 auto;padding:.65rem 2rem;max-width:78rem}
nav a{color:var(--ink);text-decoration:none;font-weight:550;font-size:.93rem}nav a:hover{text-decoration:underline}
nav .n{color:var(--soft);font-weight:400;margin-left:.25rem}
main{max-width:78rem;margin:0 auto;padding:0 2rem 4rem}
section{margin-top:2.6rem}
h2{font-size:1.25rem;margin:0 0 .9rem;letter-spacing:-.01em;font-weight:650}
h3{font-size:1rem;margin:1.6rem 0 .5rem;font-weight:650}
.lead{color:var(--soft);margin:-.5rem 0 1rem;max-width:62rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.8rem;margin:0;padding:0}
.tile{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:.85rem 1rem .75rem}
.tile dt{color:var(--soft);font-size:.85rem}.tile dd{margin:0;font-size:1.75rem;line-height:1.25;font-weight:600;letter-spacing:-.02em}
.tile small{display:block;font-size:.82rem;font-weight:400;color:var(--soft);letter-spacing:0}
.tile.error dd{color:var(--error)}.tile.warning dd{color:var(--warning)}.tile.good dd{color:var(--good)}
.note{border:1px solid var(--strong);border-left-width:4px;border-radius:6px;background:var(--panel);padding:.7rem 1rem;margin:1rem 0 0}
.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(27rem,1fr));gap:1.2rem 2rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;font-weight:650;padding:0 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .7rem .42rem 0;border-bottom:1px solid var(--line)}
th{font-weight:550;color:var(--soft);font-size:.85rem}td.num,th.num{text-align:right;padding-right:1rem}
tr.zero td,tr.zero th{color:var(--soft)}
.wrap{overflow-x:auto}
.bar{fill:var(--error)}.bar.warning{fill:var(--warning)}.bar.info{fill:var(--info)}
.level{display:inline-flex;align-items:center;gap:.35rem;font-weight:600;font-size:.82rem;border:1px solid currentColor;border-radius:99px;padding:.02rem .55rem .02rem .4rem;white-space:nowrap}
details.item>summary .level{justify-self:start}
.level svg{width:.85em;height:.85em;fill:currentColor}
.level.error{color:var(--error);background:var(--error-bg)}.level.warning{color:var(--warning);background:var(--warning-bg)}.level.info{color:var(--info);background:var(--info-bg)}
.tag{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:0 .4rem;font-size:.78rem;color:var(--soft);white-space:nowrap}
.filters{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:0 0 1rem;padding:.8rem 1rem;background:var(--panel);border:1px solid var(--line);border-radius:8px}
.filters label,.filters fieldset{font-size:.85rem;color:var(--soft)}.filters fieldset{border:0;margin:0;padding:0;display:flex;gap:.9rem}
.filters legend{padding:0;float:left;margin-right:.8rem}
.filters input[type=search],.filters select{display:block;font:inherit;color:var(--ink);background:var(--bg);border:1px solid var(--strong);border-radius:5px;padding:.28rem .5rem;min-width:13rem}
.filters output{margin-left:auto;font-size:.85rem;color:var(--soft)}
.js-only{display:none}.js .js-only{display:flex}
[hidden]{display:none!important}
details.item{background:var(--panel);border:1px solid var(--line);border-radius:8px;margin:.55rem 0}
details.item>summary{list-style:none;cursor:pointer;display:grid;grid-template-columns:6.4rem 1fr auto;gap:.2rem .9rem;align-items:baseline;padding:.65rem 1rem}
details.item>summary::-webkit-details-marker{display:none}
details.item>summary .what{font-weight:550}
details.item>summary .at{color:var(--soft);font-family:var(--mono);font-size:.8rem;overflow-wrap:anywhere;text-align:right}
details.item>summary .rule{color:var(--soft);font-size:.82rem;grid-column:2}
details.item>summary:hover{background:var(--sunk);border-radius:8px}
details.item[open]>summary{border-bottom:1px solid var(--line);border-radius:8px 8px 0 0}
.body{padding:.9rem 1rem 1.1rem}
.body>p{margin:.2rem 0 .7rem;max-width:66rem}
.body .fix{border-left:3px solid var(--good);padding-left:.8rem}
.tags{display:flex;flex-wrap:wrap;gap:.35rem}
ol.path{list-style:none;margin:.8rem 0 1rem;padding:0;border-left:2px solid var(--strong);counter-reset:step}
ol.path>li{position:relative;padding:0 0 .75rem 1.7rem;counter-increment:step}
ol.path>li::before{content:counter(step);position:absolute;left:-.78rem;top:0;width:1.5rem;height:1.5rem;border-radius:50%;background:var(--panel);border:2px solid var(--strong);font-size:.75rem;line-height:1.28rem;text-align:center;font-weight:600}
ol.path>li.source::before{border-color:var(--user);color:var(--user)}
ol.path>li.sink::before{border-color:var(--error);background:var(--error);color:var(--panel)}
ol.path>li.request::before,ol.path>li.answer::before{border-radius:5px;border-color:var(--model);color:var(--model)}
ol.path .stepat{font-family:var(--mono);font-size:.8rem;color:var(--soft);overflow-wrap:anywhere}
ol.path .kind{font-size:.78rem;color:var(--soft);border:1px solid var(--line);border-radius:4px;padding:0 .35rem;margin-left:.4rem}
pre.code{margin:.3rem 0 0;background:var(--sunk);border-radius:6px;padding:.45rem .2rem;overflow-x:auto;line-height:1.5;tab-size:4}
pre.code .row{display:block;padding:0 .7rem;white-space:pre}
pre.code .no{display:inline-block;min-width:2.6rem;margin-right:.9rem;text-align:right;color:var(--soft);user-select:none}
pre.code .row.hit{background:var(--panel);box-shadow:inset 3px 0 0 var(--accent)}
pre.code mark{background:none;color:inherit;font-weight:700;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px;text-decoration-color:var(--accent)}
.call{background:var(--panel);border:1px solid var(--line);border-radius:10px;margin:1rem 0;padding:1rem 1.1rem 1.1rem}
.call>header{display:flex;flex-wrap:wrap;gap:.25rem .8rem;align-items:baseline;margin-bottom:.6rem}
.call>header h3{margin:0;font-size:1.02rem}.call>header .at{font-family:var(--mono);font-size:.82rem;color:var(--soft)}
.call>header .spacer{flex:1}
.map{display:grid;grid-template-columns:minmax(0,1fr) minmax(13rem,19rem);gap:1rem 1.6rem}
@media (max-width:54rem){.map{grid-template-columns:1fr}details.item>summary{grid-template-columns:1fr}details.item>summary .at{text-align:left}details.item>summary .rule{grid-column:1}.cols{grid-template-columns:1fr}}
.slots{display:grid;gap:.5rem;margin:0;padding:0;list-style:none}
.slot{display:grid;grid-template-columns:6.2rem minmax(0,1fr);background:var(--sunk);border-radius:7px;overflow:hidden}
.slot>.role{padding:.55rem .6rem;font-size:.8rem;font-weight:600;color:var(--soft);border-right:2px solid var(--strong);overflow-wrap:anywhere}
.slot.system>.role{border-right-style:double;border-right-width:5px;color:var(--ink)}
.slot>.role small{display:block;font-weight:400}
.slot>.text{padding:.55rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere;font-family:var(--mono);font-size:.83rem;line-height:1.7}
.slot>.text .cut,.cut{color:var(--soft);font-style:italic;font-family:var(--sans)}
.hole{display:inline-block;border:1.5px solid currentColor;border-radius:5px;padding:0 .4rem;margin:0 .1rem;background:var(--panel);white-space:normal;line-height:1.5;vertical-align:baseline;max-width:100%;text-align:left;font:inherit}
.hole .origin{font-family:var(--sans);font-size:.74rem;font-weight:650;letter-spacing:.01em;margin-right:.4rem}
.hole .name{color:var(--ink)}
.hole.user{color:var(--user);border-width:2px}.hole.external{color:var(--external);border-style:dashed;border-width:2px}.hole.retrieved{color:var(--retrieved);border-style:dashed}
.hole.model{color:var(--model);border-style:double;border-width:3px}.hole.tool-input{color:var(--tool-input);border-style:double;border-width:3px}.hole.secret,.hole.personal{color:var(--secret);border-style:solid;border-width:2px}
.hole.parameter{color:var(--parameter);border-style:dotted}.hole.config{color:var(--config)}.hole.unknown{color:var(--unknown);border-style:dotted}
.gate{display:inline-block;font-family:var(--sans);font-size:.74rem;border:1px solid var(--good);color:var(--good);border-radius:0 9px 9px 0;padding:0 .45rem 0 .35rem;margin:0 .1rem;white-space:normal}
.ways{margin:.5rem 0 0;font-size:.85rem;color:var(--soft)}
.ends h4,.mini{font-size:.82rem;margin:0 0 .35rem;font-weight:600;color:var(--soft)}
.ends ul{list-style:none;margin:0 0 .8rem;padding:0}
.ends li{position:relative;padding:.18rem 0 .18rem 1.35rem;font-size:.88rem;overflow-wrap:anywhere}
.ends li::before{content:"\\2192";position:absolute;left:.1rem;color:var(--soft)}
.ends li.open.danger{color:var(--error)}.ends li.open.danger::before{content:"\\25B2";font-size:.72rem;top:.35rem;color:var(--error)}
.ends li .at{display:block;font-family:var(--mono);font-size:.76rem;color:var(--soft)}
.ends li b{font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:.4rem .8rem;margin:0 0 .4rem;padding:0;list-style:none;font-size:.82rem}
.surface{overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:.4rem}
.surface svg{display:block;font-family:var(--sans)}
.surface .box{fill:var(--panel);stroke:var(--strong);stroke-width:1.3}
.surface .call .box{fill:var(--sunk)}
.surface .source .box{stroke:var(--user);stroke-dasharray:5 3}.surface .model .box{stroke:var(--model)}
.surface .error .box{stroke:var(--error);stroke-width:2.6}.surface .warning .box{stroke:var(--warning);stroke-width:2.2;stroke-dasharray:7 3}
.surface text{fill:var(--ink);font-size:12px}.surface text.kind{fill:var(--soft);font-size:10px}.surface text.detail{fill:var(--soft);font-size:10.5px}
.surface .off{opacity:.12}.surface .flag{fill:var(--error)}.surface .warning .flag{fill:var(--warning)}
.surface path.edge{fill:none;stroke:var(--strong);stroke-width:1.3}.surface path.edge.error{stroke:var(--error);stroke-width:2.4}.surface path.edge.warning{stroke:var(--warning);stroke-width:2;stroke-dasharray:7 3}
.surface marker path{fill:var(--strong)}.surface marker.error path{fill:var(--error)}.surface marker.warning path{fill:var(--warning)}
.surface a:focus-visible .box{stroke:var(--focus);stroke-width:3}
.empty{color:var(--soft)}
button.hole{cursor:pointer}button.place{all:unset;cursor:pointer;color:var(--accent);text-decoration:underline;font-family:var(--mono);font-size:.8rem}button.place:focus-visible{outline:2px solid var(--focus)}
footer{max-width:78rem;margin:0 auto;padding:0 2rem 3rem;color:var(--soft);font-size:.85rem}
@media (forced-colors:active){.hole,.gate,.level,.tag{border:1px solid}}
@media print{nav,.filters,.skip,.js .js-only{display:none!important}body{background:#fff;color:#000;font-size:10.5pt}main,header.top,footer{max-width:none;padding-left:0;padding-right:0}
@page{margin:14mm}.call,details.item,.tile{border-color:#999}.call,.tile,ol.path>li{break-inside:avoid}h2,h3,summary{break-after:avoid}ol.path~p.mini,ol.path~ol.path{display:none}
details.item:not([open])>*:not(summary){display:block}details::details-content{content-visibility:visible;height:auto}section{break-before:auto}.surface{overflow:visible}.surface svg{max-width:100%;max-height:235mm;width:auto;height:auto}pre.code{white-space:pre-wrap}}
`;

/**
 * The look of the report. Colours follow the reader's light or dark setting; no mark is made by colour alone: levels and origins
 * have words, shapes and kinds of lines too.
 */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}
${FONTS}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
${SHARED}`;
