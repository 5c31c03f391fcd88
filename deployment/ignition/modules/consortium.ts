// The consortium and its way of deciding: timelock, access manager, seats, governor.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

export default buildModule("Consortium", (m) => {
  const deployer = m.getAccount(0);

  // The deployer is the admin of both until all is wired, see open-robot-id.ts.
  const timelock = m.contract("TimelockController", [
    m.getParameter("timelockDelay"),
    [],
    [],
    deployer,
  ]);
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
