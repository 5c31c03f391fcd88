// The dossier: a module that appends typed records to histories.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import registryModule from "./registry.js";

export default buildModule("Dossier", (m) => {
  const { robotRegistry } = m.useModule(registryModule);
  const dossier = m.contract("Dossier", [robotRegistry]);
  return { dossier };
});
