import { acts } from "./explanations/acts.js";
import { authority } from "./explanations/authority.js";
import { codes } from "./explanations/codes.js";
import { consortium } from "./explanations/consortium.js";
import { dossier } from "./explanations/dossier.js";
import type { Explanations, RegistryErrorName } from "./explanations/explanation.js";
import { flags } from "./explanations/flags.js";
import { general } from "./explanations/general.js";
import { governance } from "./explanations/governance.js";
import { orders } from "./explanations/orders.js";
import { recalls } from "./explanations/recalls.js";
import { registry } from "./explanations/registry.js";

/** The errors in words, each from its arguments. The type asks for every one that a contract can give. */
export const explanations: Explanations<RegistryErrorName> = {
  ...acts,
  ...authority,
  ...codes,
  ...consortium,
  ...dossier,
  ...flags,
  ...general,
  ...governance,
  ...orders,
  ...recalls,
  ...registry,
};
