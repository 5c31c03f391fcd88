// Labels to print: a robot's code, its link, and a capsule for where there is no network.
export type { LabelParameters } from "./layout.js";
export { labelPdf } from "./pdf.js";
export { labelSvg } from "./svg.js";
export { LABEL_LANGUAGES, type LabelLanguage } from "./words.js";
