// Everything, wired, and in the hands of the consortium.
//
// The deployer is admin of the access manager and of the timelock just long enough to wire them; it renounces both in the
// last two transactions. `npm run deploy` fails unless nobody but the consortium has a say afterwards.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { KIND_SPACES } from "../../src/spaces.js";
import authorityModule from "./authority.js";
import consortiumModule from "./consortium.js";
import dossierModule from "./dossier.js";
import recallModule from "./recall.js";
import registryModule from "./registry.js";

/** The role that both OpenZeppelin contracts give to anyone who may grant roles. */
const ACCESS_MANAGER_ADMIN = 0n;
const TIMELOCK_ADMIN = `0x${"00".repeat(32)}`;

export default buildModule("OpenRobotId", (m) => {
  const deployer = m.getAccount(0);
  const { timelock, accessManager, consortium, governor } = m.useModule(consortiumModule);
  const { authorityRegistry } = m.useModule(authorityModule);
  const registry = m.useModule(registryModule);
  const { recallRegistry } = m.useModule(recallModule);
  const { dossier } = m.useModule(dossierModule);
  const { registryModules } = registry;

  const wired = [
    m.call(registryModules, "setModule", [KIND_SPACES.RecallRegistry, recallRegistry], {
      id: "recallModule",
    }),
    m.call(registryModules, "setModule", [KIND_SPACES.Dossier, dossier], { id: "dossierModule" }),
    m.call(registryModules, "addTransferPolicy", [recallRegistry], { id: "recallPolicy" }),
  ];
  const timelockAdmitted = m.call(accessManager, "grantRole", [ACCESS_MANAGER_ADMIN, timelock, 0], {
    id: "timelockGoverns",
  });
  m.call(accessManager, "renounceRole", [ACCESS_MANAGER_ADMIN, deployer], {
    id: "deployerLeavesAccessManager",
    after: [...wired, timelockAdmitted],
  });

  // Anybody may have the governor execute what was decided and waited out. Only the governor, so that each execution is
  // an entry of its log.
  const governorAdmitted = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"].map((role) =>
    m.call(timelock, "grantRole", [m.staticCall(timelock, role), governor], {
      id: `governorHas_${role}`,
    }),
  );
  m.call(timelock, "renounceRole", [TIMELOCK_ADMIN, deployer], {
    id: "deployerLeavesTimelock",
    after: governorAdmitted,
  });

  return {
    timelock,
    accessManager,
    consortium,
    governor,
    authorityRegistry,
    ...registry,
    recallRegistry,
    dossier,
  };
});
