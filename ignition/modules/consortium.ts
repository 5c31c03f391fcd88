// The consortium and its way of deciding: timelock, access manager, seats, governor.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

const ZERO_ADDRESS = "0x0000000000000000000000000000000000000000";

export default buildModule("Consortium", (m) => {
  const deployer = m.getAccount(0);

  // Anyone may execute what was decided and waited out; only the governor decides.
  const timelock = m.contract("TimelockController", [
    m.getParameter("timelockDelay"),
    [],
    [ZERO_ADDRESS],
    deployer,
  ]);
  // The deployer is its admin until the modules are set, see open-robot-id.ts.
  const accessManager = m.contract("AccessManager", [deployer]);
  const consortium = m.contract("Consortium", [
    accessManager,
    m.getParameter("seats"),
    m.getParameter("tenure"),
    m.getParameter("rotationDelay"),
  ]);
  const governor = m.contract("ConsortiumGovernor", [
    consortium,
    timelock,
    m.getParameter("votingDelay"),
    m.getParameter("votingPeriod"),
  ]);

  return { timelock, accessManager, consortium, governor };
});
