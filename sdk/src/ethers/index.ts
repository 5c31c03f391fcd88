// What users of ethers need beside codes, verdicts and rules. Needs no viem. The build adds the contracts, typed by TypeChain.
export { type ReadAnswerReturnType, readAnswer } from "./answer.js";
export { explainRefusal, type Refusal } from "./refusal.js";
