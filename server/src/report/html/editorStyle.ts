import { DARK, FONTS, LIGHT, SHARED } from "./style.ts";

/** The editor's own colours, where it says them. */
const THEME = `
--bg:var(--vscode-editor-background);--panel:var(--vscode-editor-background);--ink:var(--vscode-editor-foreground);
--soft:var(--vscode-descriptionForeground);--focus:var(--vscode-focusBorder);--accent:var(--vscode-textLink-foreground);
--mono:var(--vscode-editor-font-family,monospace);--sans:var(--vscode-font-family,sans-serif);`;

/** With high contrast, borders and shapes tell what colours tell otherwise. */
const CONTRAST = `
--line:var(--vscode-contrastBorder);--strong:var(--vscode-contrastBorder);--sunk:var(--vscode-editor-background);--soft:var(--vscode-editor-foreground);
--error-bg:transparent;--warning-bg:transparent;--info-bg:transparent;`;

/** The look of the maps in an editor: of the report, in the editor's theme, which its page says as a class of `body`. */
export const EDITOR_STYLE = `
body{${FONTS};${LIGHT}${THEME}}
body.vscode-dark,body.vscode-high-contrast{${DARK};${THEME}}
body.vscode-high-contrast-light{${LIGHT}${THEME}}
body.vscode-high-contrast,body.vscode-high-contrast-light{${CONTRAST}}
${SHARED}
body{padding:0;font-size:var(--vscode-font-size,13px)}
main{max-width:none;padding:.8rem 1.2rem 2rem}
.bar{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:0 0 .8rem}
.bar h1{font-size:1.25rem;margin:0;font-weight:600;flex:1}
.bar label{display:flex;flex:1;gap:.5rem;align-items:center;min-width:14rem;color:var(--soft)}
.bar select{flex:1;min-width:8rem;font:inherit;color:var(--vscode-dropdown-foreground);background:var(--vscode-dropdown-background);border:1px solid var(--vscode-dropdown-border,var(--strong));padding:.25rem .3rem}
.bar button{font:inherit;color:var(--vscode-button-secondaryForeground);background:var(--vscode-button-secondaryBackground);border:1px solid var(--vscode-contrastBorder,transparent);border-radius:2px;padding:.3rem .7rem;cursor:pointer}
.bar button:hover{background:var(--vscode-button-secondaryHoverBackground)}
.call{border:0;border-radius:0;padding:0;margin:0 0 1.2rem}
.map{grid-template-columns:minmax(0,1fr) minmax(10rem,16rem)}
@media (max-width:40rem){.map{grid-template-columns:1fr}.slot{grid-template-columns:1fr}.slot>.role{border-right:0;border-bottom:2px solid var(--strong);padding-bottom:.2rem}.slot.system>.role{border-right:0;border-bottom:5px double var(--strong)}}
.constant{cursor:pointer}.constant:hover{text-decoration:underline;text-decoration-color:var(--soft)}
button.slotname{all:unset;cursor:pointer}button.slotname:hover{text-decoration:underline}button.slotname:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
button.place{font-size:.9em}
.findings{list-style:none;margin:0;padding:0}.findings li{padding:.25rem 0}.findings .rule{font-family:var(--mono);font-size:.85em;color:var(--soft)}
.surface{border-color:var(--line)}.surface g[role=button]{cursor:pointer}.surface g[role=button]:focus-visible{outline:none}.surface g[role=button]:focus-visible .box{stroke:var(--focus);stroke-width:3}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`;
