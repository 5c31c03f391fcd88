// What authorities decide for their countries, and what manufacturers register.
import {
  accreditSync,
  admitManufacturerSync,
  approveModelSync,
  type IntelligenceLevel,
  registerModelSync,
} from "@openrobotid/sdk/actions";
import { call, type Plan } from "../call.js";
import type { EventOf } from "../events.js";
import { commitment, dayOf, type Play } from "../play.js";

export function admitManufacturer(play: Play, event: EventOf<"admitManufacturer">): Plan {
  const { by, code, party, contact } = event;
  const name = play.nameOf(party);
  return {
    says: `${play.nameOf(by)} admits ${name} as ${code}.`,
    calls: [
      call(play, by, admitManufacturerSync, {
        manufacturer: code,
        makerAccount: play.account(party).address,
        name,
        contactUri: contact,
      }),
    ],
  };
}

export function registerModel(play: Play, event: EventOf<"registerModel">): Plan {
  const { by, model, name, scheme, counterWidth, documentation } = event;
  return {
    says: `${play.nameOf(by)} registers the model ${model}, "${name}", with ${scheme} serials.`,
    calls: [
      call(play, by, registerModelSync, {
        model,
        scheme,
        counterWidth,
        name,
        documentationUri: documentation,
      }),
    ],
  };
}

export function approveModel(play: Play, event: EventOf<"approveModel">): Plan {
  const { by, model, country, level, expiry, certificate } = event;
  return {
    says: `${play.nameOf(by)} approves ${model} for ${country}, level L${level}, until ${dayOf(expiry)}.`,
    calls: [
      call(play, by, approveModelSync, {
        model,
        country,
        level: level as IntelligenceLevel,
        certificateDigest: commitment(certificate),
        expiry,
      }),
    ],
  };
}

export function accredit(play: Play, event: EventOf<"accredit">): Plan {
  const { by, party, role, country, expiry } = event;
  const accredited = play.account(party).address;
  return {
    says: `${play.nameOf(by)} accredits ${play.nameOf(party)} as ${role} in ${country}, until ${dayOf(expiry)}.`,
    calls: [call(play, by, accreditSync, { accredited, role, country, expiry })],
  };
}
