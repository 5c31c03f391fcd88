// The authorities' register: manufacturers, models, approvals, accreditations.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import consortiumModule from "./consortium.js";

export default buildModule("Authority", (m) => {
  const { consortium } = m.useModule(consortiumModule);
  const authorityRegistry = m.contract("AuthorityRegistry", [
    consortium,
    m.getParameter("successionNotice"),
  ]);
  return { authorityRegistry };
});
