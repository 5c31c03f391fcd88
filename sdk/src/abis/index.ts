// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

export { accessManagerAbi } from "./access-manager.js";
export { anchorsAbi } from "./anchors.js";
export { authorityRegistryAbi } from "./authority-registry.js";
export { consortiumAbi } from "./consortium.js";
export { consortiumGovernorAbi } from "./consortium-governor.js";
export { dossierAbi } from "./dossier.js";
export { errorsAbi } from "./errors.js";
export { recallRegistryAbi } from "./recall-registry.js";
export { registrarOrdersAbi } from "./registrar-orders.js";
export { registryModulesAbi } from "./registry-modules.js";
export { robotFlagsAbi } from "./robot-flags.js";
export { robotRegistryAbi } from "./robot-registry.js";
export { signedActsAbi } from "./signed-acts.js";
export { timelockControllerAbi } from "./timelock-controller.js";
