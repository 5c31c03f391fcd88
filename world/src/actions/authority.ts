// What authorities decide for their countries, and what manufacturers register.
import { toBytes } from "@openrobotid/sdk";
import type { EventOf } from "../events.js";
import { call, commitment, dayOf, type Plan, type Play } from "../play.js";
import { numberOf } from "../vocabulary.js";

export function admitManufacturer(play: Play, event: EventOf<"admitManufacturer">): Plan {
  const { by, code, party, contact } = event;
  const name = play.nameOf(party);
  const { authorityRegistry } = play.as(by);
  return {
    says: `${play.nameOf(by)} admits ${name} as ${code}.`,
    calls: [
      call(
        authorityRegistry.admitManufacturer,
        toBytes(code),
        play.account(party).address,
        name,
        contact,
      ),
    ],
  };
}

export function registerModel(play: Play, event: EventOf<"registerModel">): Plan {
  const { by, model, name, scheme, counterWidth, documentation } = event;
  const { authorityRegistry } = play.as(by);
  return {
    says: `${play.nameOf(by)} registers the model ${model}, "${name}", with ${scheme} serials.`,
    calls: [
      call(
        authorityRegistry.registerModel,
        toBytes(model),
        numberOf("enum IAuthorityRegistry.SerialScheme", scheme),
        counterWidth,
        name,
        documentation,
      ),
    ],
  };
}

export function approveModel(play: Play, event: EventOf<"approveModel">): Plan {
  const { by, model, country, level, expiry, certificate } = event;
  const { authorityRegistry } = play.as(by);
  return {
    says: `${play.nameOf(by)} approves ${model} for ${country}, level L${level}, until ${dayOf(expiry)}.`,
    calls: [
      call(
        authorityRegistry.approveModel,
        toBytes(model),
        toBytes(country),
        level,
        commitment(certificate),
        expiry,
      ),
    ],
  };
}

export function accredit(play: Play, event: EventOf<"accredit">): Plan {
  const { by, party, role, country, expiry } = event;
  const { authorityRegistry } = play.as(by);
  return {
    says: `${play.nameOf(by)} accredits ${play.nameOf(party)} as ${role} in ${country}, until ${dayOf(expiry)}.`,
    calls: [
      call(
        authorityRegistry.accredit,
        play.account(party).address,
        numberOf("enum IAuthorityRegistry.Role", role),
        toBytes(country),
        expiry,
      ),
    ],
  };
}
