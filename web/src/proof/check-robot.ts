// placeholder
export { fileVerifier, robotVerifier } from "./verifier.js";
