// Records in a robot's dossier.
import { type CountryCode, modelOf, type RobotId } from "@openrobotid/sdk";
import {
  anchorTelemetrySync,
  brandSync,
  type Capacity,
  correctSync,
  type EntryParameters,
  gradeIntelligenceSync,
  type IntelligenceLevel,
  installReleaseSync,
  issueCertificateSync,
  publishReleaseSync,
  recordSync,
  recordTrainingSync,
  replacePartSync,
  withdrawCertificateSync,
} from "@openrobotid/sdk/actions";
import { type Hex, keccak256, stringToBytes, zeroHash } from "viem";
import { call, type Plan } from "../call.js";
import type { EventOf } from "../events.js";
import { commitment, dayOf, type Play, spell } from "../play.js";
import { aloud } from "../vocabulary.js";

/** Digest of something that is published, such as a firmware image: nothing to be salted. */
function digestOf(published: string): Hex {
  return keccak256(stringToBytes(published));
}

/** The robot, and in what capacity the writer acts, under which country. */
function entryOf({
  robot: id,
  as: capacity,
  country: jurisdiction,
}: {
  robot: RobotId;
  as: Capacity;
  country?: CountryCode | undefined;
}): EntryParameters {
  return { id, capacity, jurisdiction };
}

export function record(play: Play, event: EventOf<"record">): Plan {
  const { by, robot, kind, document, uri } = event;
  return {
    says: `${play.nameOf(by)} records a document about ${spell(robot)}: ${aloud(kind)}.`,
    calls: [
      call(play, by, recordSync, {
        ...entryOf(event),
        kind,
        commitment: commitment(document),
        uri,
      }),
    ],
  };
}

export function replacePart(play: Play, event: EventOf<"replacePart">): Plan {
  const { by, robot, partNumber, removed, fitted, document, uri } = event;
  return {
    says: `${play.nameOf(by)} replaces a part of ${spell(robot)} by ${partNumber}.`,
    calls: [
      call(play, by, replacePartSync, {
        ...entryOf(event),
        partNumber,
        removedSerial: commitment(removed),
        fittedSerial: commitment(fitted),
        commitment: commitment(document),
        uri,
      }),
    ],
  };
}

export function gradeIntelligence(play: Play, event: EventOf<"gradeIntelligence">): Plan {
  const { by, robot, level, document } = event;
  return {
    says: `${play.nameOf(by)} grades ${spell(robot)} at L${level}.`,
    calls: [
      call(play, by, gradeIntelligenceSync, {
        ...entryOf(event),
        level: level as IntelligenceLevel,
        certificateDigest: commitment(document),
      }),
    ],
  };
}

export function publishRelease(play: Play, event: EventOf<"publishRelease">): Plan {
  const { by, model, version, image, uri } = event;
  const imageDigest = digestOf(image);
  const learn = () => play.publish(model, version, imageDigest);
  return {
    says: `${play.nameOf(by)} publishes firmware ${version} for ${model}.`,
    calls: [call(play, by, publishReleaseSync, { model, version, imageDigest, uri }, learn)],
  };
}

export function installRelease(play: Play, event: EventOf<"installRelease">): Plan {
  const { by, robots, version, as: capacity, country: jurisdiction } = event;
  const [first] = robots;
  const model = modelOf(first as RobotId);
  const imageDigest = play.imageOf(model, version) ?? zeroHash;
  return {
    says: `${play.nameOf(by)} installs firmware ${version} on ${robots.map(spell).join(", ")}.`,
    calls: [
      call(play, by, installReleaseSync, { ids: robots, imageDigest, capacity, jurisdiction }),
    ],
  };
}

export function recordTraining(play: Play, event: EventOf<"recordTraining">): Plan {
  const { by, robot, model, weights, uri } = event;
  return {
    says: `${play.nameOf(by)} records what ${spell(robot)} was trained with.`,
    calls: [
      call(play, by, recordTrainingSync, {
        ...entryOf(event),
        modelDigest: digestOf(model),
        weightsDigest: digestOf(weights),
        uri,
      }),
    ],
  };
}

export function anchorTelemetry(play: Play, event: EventOf<"anchorTelemetry">): Plan {
  const { by, robot, begins, ends, operatingHours, chargeCycles, falls, records, uri } = event;
  return {
    says: `${play.nameOf(by)} anchors the telemetry of ${spell(robot)} from ${dayOf(begins)} to ${dayOf(ends)}.`,
    calls: [
      call(play, by, anchorTelemetrySync, {
        ...entryOf(event),
        root: commitment(records),
        from: begins,
        to: ends,
        operatingHours,
        chargeCycles,
        falls,
        uri,
      }),
    ],
  };
}

export function issueCertificate(play: Play, event: EventOf<"issueCertificate">): Plan {
  const { by, robot, certificate, scope, expiry, document, uri } = event;
  const parameters = {
    ...entryOf(event),
    scope,
    expiry,
    commitment: commitment(document),
    uri,
  };
  return {
    says: `${play.nameOf(by)} certifies ${spell(robot)} for "${scope}" until ${dayOf(expiry)}.`,
    calls: [
      call(play, by, issueCertificateSync, parameters, ({ seq }) =>
        play.certificates.set(certificate, { robot, seq }),
      ),
    ],
  };
}

export function withdrawCertificate(play: Play, event: EventOf<"withdrawCertificate">): Plan {
  const { by, certificate, document } = event;
  const { robot: id, seq: certificateSeq } = play.certificate(certificate);
  const reasonDigest = commitment(document);
  return {
    says: `${play.nameOf(by)} withdraws the certificate ${certificate} of ${spell(id)}.`,
    calls: [call(play, by, withdrawCertificateSync, { id, certificateSeq, reasonDigest })],
  };
}

export function brand(play: Play, event: EventOf<"brand">): Plan {
  const { by, robot, brand: code, words, document } = event;
  return {
    says: `${play.nameOf(by)} brands the title of ${spell(robot)}: ${aloud(code)} ("${words}").`,
    calls: [
      call(play, by, brandSync, {
        ...entryOf(event),
        code,
        asReported: words,
        evidenceDigest: commitment(document),
      }),
    ],
  };
}

export function correct(play: Play, event: EventOf<"correct">): Plan {
  const { by, robot, entry, document, uri } = event;
  return {
    says: `${play.nameOf(by)} corrects entry ${entry} of ${spell(robot)}, by another entry.`,
    calls: [
      call(play, by, correctSync, {
        ...entryOf(event),
        correctedSeq: BigInt(entry),
        commitment: commitment(document),
        uri,
      }),
    ],
  };
}
