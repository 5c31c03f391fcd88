// The registry of robots, what governance may replace around it, and the two companions it creates itself.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import authorityModule from "./authority.js";
import consortiumModule from "./consortium.js";

export default buildModule("Registry", (m) => {
  const { accessManager } = m.useModule(consortiumModule);
  const { authorityRegistry } = m.useModule(authorityModule);

  const registryModules = m.contract("RegistryModules", [
    accessManager,
    m.getParameter("resolver"),
  ]);
  const deviceKeyLibrary = m.library("DeviceKeyLibrary");
  const robotRegistry = m.contract(
    "RobotRegistry",
    [
      authorityRegistry,
      registryModules,
      m.getParameter("orderNotice"),
      m.getParameter("orderValidity"),
    ],
    { libraries: { DeviceKeyLibrary: deviceKeyLibrary } },
  );
  const registrarOrders = m.contractAt(
    "RegistrarOrders",
    m.staticCall(robotRegistry, "registrarOrders"),
  );
  const robotFlags = m.contractAt("RobotFlags", m.staticCall(robotRegistry, "robotFlags"));

  return { registryModules, deviceKeyLibrary, robotRegistry, registrarOrders, robotFlags };
});
