// The registry of robots, what governance may replace around it, and its three companions.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import authorityModule from "./authority.js";
import consortiumModule from "./consortium.js";

export default buildModule("Registry", (m) => {
  const { accessManager } = m.useModule(consortiumModule);
  const { authorityRegistry } = m.useModule(authorityModule);

  const registryModules = m.contract("RegistryModules", [
    accessManager,
    m.getParameter("policyNotice"),
    m.getParameter("resolver"),
  ]);
  const signedActs = m.contract("SignedActs", [authorityRegistry]);
  // The registry binds the signed acts, and creates the other two companions.
  const robotRegistry = m.contract("RobotRegistry", [
    authorityRegistry,
    registryModules,
    signedActs,
    {
      orderNotice: m.getParameter("orderNotice"),
      orderValidity: m.getParameter("orderValidity"),
      scrapDelay: m.getParameter("scrapDelay"),
    },
  ]);
  const registrarOrders = m.contractAt(
    "RegistrarOrders",
    m.staticCall(robotRegistry, "registrarOrders"),
  );
  const robotFlags = m.contractAt("RobotFlags", m.staticCall(robotRegistry, "robotFlags"));

  return { registryModules, signedActs, robotRegistry, registrarOrders, robotFlags };
});
