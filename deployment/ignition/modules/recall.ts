// Recalls: a module that appends to histories, and a transfer policy.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import registryModule from "./registry.js";

export default buildModule("Recall", (m) => {
  const { robotRegistry } = m.useModule(registryModule);
  const recallRegistry = m.contract("RecallRegistry", [
    robotRegistry,
    m.getParameter("closingNotice"),
  ]);
  return { recallRegistry };
});
