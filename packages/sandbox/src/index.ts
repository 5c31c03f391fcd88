// A chain with the registry on it, for tests: from a state that the package brings.
export type { ApiKeys } from "./api.js";
export { SandboxError } from "./program.js";
export { type Sandbox, type SandboxWithApi, startSandbox } from "./sandbox.js";
export type { SandboxAccount, SandboxDeployment, SandboxRobot } from "./world.js";
