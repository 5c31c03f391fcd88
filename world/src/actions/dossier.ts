// Records in a robot's dossier.
import { modelOf, toBytes, toBytes32 } from "@openrobotid/sdk";
import type { Capacity } from "@openrobotid/sdk/actions";
import { keccak256, toUtf8Bytes } from "ethers";
import type { EventOf } from "../events.js";
import {
  call,
  commitment,
  countryBytes,
  dayOf,
  learnt,
  type Plan,
  type Play,
  spell,
} from "../play.js";
import { aloud, numberOf } from "../vocabulary.js";

/** Digest of something that is published, such as a firmware image: nothing to be salted. */
function digestOf(published: string): string {
  return keccak256(toUtf8Bytes(published));
}

/** In what capacity the writer acts, and under which country. */
function capacityOf({ as, country }: { as: Capacity; country?: unknown }) {
  return [numberOf("enum Capacity", as), countryBytes(country as never)] as const;
}

export function record(play: Play, event: EventOf<"record">): Plan {
  const { by, robot, kind, document, uri } = event;
  return {
    says: `${play.nameOf(by)} records a document about ${spell(robot)}: ${aloud(kind)}.`,
    calls: [
      call(
        play.as(by).dossier.record,
        toBytes32(robot),
        numberOf("enum EntryKind", kind),
        ...capacityOf(event),
        commitment(document),
        uri,
      ),
    ],
  };
}

export function replacePart(play: Play, event: EventOf<"replacePart">): Plan {
  const { by, robot, partNumber, removed, fitted, document, uri } = event;
  const part = {
    partNumber,
    removedSerial: commitment(removed),
    fittedSerial: commitment(fitted),
    commitment: commitment(document),
    uri,
  };
  return {
    says: `${play.nameOf(by)} replaces a part of ${spell(robot)} by ${partNumber}.`,
    calls: [call(play.as(by).dossier.replacePart, toBytes32(robot), ...capacityOf(event), part)],
  };
}

export function gradeIntelligence(play: Play, event: EventOf<"gradeIntelligence">): Plan {
  const { by, robot, level, document } = event;
  return {
    says: `${play.nameOf(by)} grades ${spell(robot)} at L${level}.`,
    calls: [
      call(
        play.as(by).dossier.gradeIntelligence,
        toBytes32(robot),
        ...capacityOf(event),
        level,
        commitment(document),
      ),
    ],
  };
}

export function publishRelease(play: Play, event: EventOf<"publishRelease">): Plan {
  const { by, model, version, image, uri } = event;
  return {
    says: `${play.nameOf(by)} publishes firmware ${version} for ${model}.`,
    calls: [
      call(play.as(by).dossier.publishRelease, toBytes(model), version, digestOf(image), uri),
    ],
  };
}

export async function installRelease(play: Play, event: EventOf<"installRelease">): Promise<Plan> {
  const { by, robots, version } = event;
  const [first] = robots;
  const model = modelOf(first as (typeof robots)[number]);
  const image = await play.contracts.dossier.imageOf(toBytes(model), version);
  return {
    says: `${play.nameOf(by)} installs firmware ${version} on ${robots.map(spell).join(", ")}.`,
    calls: [
      call(play.as(by).dossier.installRelease, robots.map(toBytes32), image, ...capacityOf(event)),
    ],
  };
}

export function recordTraining(play: Play, event: EventOf<"recordTraining">): Plan {
  const { by, robot, model, weights, uri } = event;
  return {
    says: `${play.nameOf(by)} records what ${spell(robot)} was trained with.`,
    calls: [
      call(
        play.as(by).dossier.recordTraining,
        toBytes32(robot),
        ...capacityOf(event),
        digestOf(model),
        digestOf(weights),
        uri,
      ),
    ],
  };
}

export function anchorTelemetry(play: Play, event: EventOf<"anchorTelemetry">): Plan {
  const { by, robot, begins, ends, operatingHours, chargeCycles, falls, records, uri } = event;
  const telemetry = {
    root: commitment(records),
    from: begins,
    to: ends,
    operatingHours,
    chargeCycles,
    falls,
    uri,
  };
  return {
    says: `${play.nameOf(by)} anchors the telemetry of ${spell(robot)} from ${dayOf(begins)} to ${dayOf(ends)}.`,
    calls: [
      call(play.as(by).dossier.anchorTelemetry, toBytes32(robot), ...capacityOf(event), telemetry),
    ],
  };
}

export function issueCertificate(play: Play, event: EventOf<"issueCertificate">): Plan {
  const { by, robot, certificate, scope, expiry, document, uri } = event;
  return {
    says: `${play.nameOf(by)} certifies ${spell(robot)} for "${scope}" until ${dayOf(expiry)}.`,
    calls: [
      call(
        play.as(by).dossier.issueCertificate,
        toBytes32(robot),
        ...capacityOf(event),
        scope,
        expiry,
        commitment(document),
        uri,
      ),
    ],
    learn: (receipts) => {
      const seq = learnt(receipts, play.contracts.dossier, "CertificateIssued", "seq");
      play.certificates.set(certificate, { robot, seq });
    },
  };
}

export function withdrawCertificate(play: Play, event: EventOf<"withdrawCertificate">): Plan {
  const { robot, seq } = play.certificate(event.certificate);
  return {
    says: `${play.nameOf(event.by)} withdraws the certificate ${event.certificate} of ${spell(robot)}.`,
    calls: [
      call(
        play.as(event.by).dossier.withdrawCertificate,
        toBytes32(robot),
        seq,
        commitment(event.document),
      ),
    ],
  };
}

export function brand(play: Play, event: EventOf<"brand">): Plan {
  const { by, robot, words, document } = event;
  return {
    says: `${play.nameOf(by)} brands the title of ${spell(robot)}: ${aloud(event.brand)} ("${words}").`,
    calls: [
      call(
        play.as(by).dossier.brand,
        toBytes32(robot),
        ...capacityOf(event),
        numberOf("enum IDossier.BrandCode", event.brand),
        words,
        commitment(document),
      ),
    ],
  };
}

export function correct(play: Play, event: EventOf<"correct">): Plan {
  const { by, robot, entry, document, uri } = event;
  return {
    says: `${play.nameOf(by)} corrects entry ${entry} of ${spell(robot)}, by another entry.`,
    calls: [
      call(
        play.as(by).dossier.correct,
        toBytes32(robot),
        entry,
        ...capacityOf(event),
        commitment(document),
        uri,
      ),
    ],
  };
}
