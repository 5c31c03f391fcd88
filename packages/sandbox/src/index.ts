// A chain with the registry on it, for tests: from a state that the package brings.
export { SandboxError } from "./node.js";
export { type Sandbox, startSandbox } from "./sandbox.js";
export type { SandboxAccount, SandboxDeployment, SandboxRobot } from "./world.js";
