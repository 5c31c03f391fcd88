// What the dossier refuses.
import { documentKinds } from "../../words.js";
import type { ErrorsOf, Explanations } from "./explanation.js";
import { bits, block, choice, choiceOf, counted, one, robot, spoken, time } from "./show.js";

export const dossier: Explanations<ErrorsOf<"Dossier">> = {
  DossierCertificateWithdrawn: ({ id, seq, withdrawnAt }) => ({
    message: `Certificate ${seq} of ${robot(id)} was withdrawn at ${time(withdrawnAt)}.`,
    suggestion: "Nothing is left to withdraw; issue another where one is due.",
  }),
  DossierEmptyPeriod: ({ from, to }) => ({
    message: `The period from ${time(from)} to ${time(to)} does not end after it begins.`,
    suggestion: "Give the beginning (inclusive) and a later end (exclusive).",
  }),
  DossierExpiryInPast: ({ expiry, timestamp }) => ({
    message: `The expiry ${time(expiry)} is not after the time of the block, ${time(timestamp)}.`,
    suggestion: "Give an expiry in the future.",
  }),
  DossierNoUnits: () => ({
    message: "No unit is named.",
    suggestion: "Name at least one.",
  }),
  DossierNotADocumentKind: ({ kind }) => ({
    message: `Entries of the kind "${spoken(kind)}" have an action of their own.`,
    suggestion: `Record ${choice(documentKinds.map((one) => `"${one}"`))} with record.`,
  }),
  DossierNotAWriter: ({ kind, capacity, writers }) => ({
    message: `${one(capacity)} may not write entries of the kind "${spoken(kind)}".`.replace(
      /^a/,
      "A",
    ),
    suggestion: `It is written by ${choice(bits("enum Capacity", BigInt(writers)).map(one))}.`,
  }),
  DossierNotCorrectable: ({ id, seq, kind }) => ({
    message: `Entry ${seq} of ${robot(id)} cannot be corrected in the dossier: ${
      kind === "none" ? "it is not of the dossier" : `it is of the kind "${spoken(kind)}"`
    }.`,
    suggestion:
      "Correct the entry that a correction corrects; instead of a withdrawn certificate, issue another.",
  }),
  DossierNotInCapacity: ({ id, capacity, jurisdiction, account }) => ({
    message: `${account} does not act as ${one(capacity)}${
      jurisdiction ? ` of ${jurisdiction}` : ""
    } for ${robot(id)}.`,
    suggestion:
      "Call from the account that has the capacity, or say in which one this account acts.",
  }),
  DossierNotIssuer: ({ id, seq, caller }) => ({
    message: `${caller} neither issued certificate ${seq} of ${robot(id)} nor is the authority of the robot's country.`,
    suggestion: "Have one of these two withdraw it.",
  }),
  DossierPeriodInFuture: ({ to, timestamp }) => ({
    message: `The period ends at ${time(to)}, after the time of the block, ${time(timestamp)}.`,
    suggestion: "Anchor a period once it is over.",
  }),
  DossierPeriodOverlaps: ({ id, from, anchoredUntil }) => ({
    message: `Telemetry of ${robot(id)} was anchored until ${time(anchoredUntil)}, and this period begins at ${time(from)}.`,
    suggestion: `Begin at ${time(anchoredUntil)} or later: the periods of one capacity ascend.`,
  }),
  DossierReleaseExists: ({ model, imageDigest }) => ({
    message: `The image ${imageDigest} was released for ${block(model)} before.`,
    suggestion: "Every release has an image of its own, for ever.",
  }),
  DossierReleaseWithdrawn: ({ model, imageDigest, withdrawnAt }) => ({
    message: `The release ${imageDigest} of ${block(model)} was withdrawn at ${time(withdrawnAt)}.`,
    suggestion: "Install a release that is not withdrawn.",
  }),
  DossierTextLength: ({ text, length, most }) => ({
    message: `The ${spoken(text)} has ${counted(length, "byte")}.`,
    suggestion: `Give 1 to ${counted(most, "byte")} of UTF-8.`,
  }),
  DossierUnknownBrand: ({ code }) => ({
    message: `There is no brand ${code}.`,
    suggestion: `Give one of ${choiceOf("enum IDossier.BrandCode")}.`,
  }),
  DossierUnknownCapacity: ({ capacity }) => ({
    message: `There is no capacity ${capacity}.`,
    suggestion: `Give one of ${choiceOf("enum Capacity")}.`,
  }),
  DossierUnknownCertificate: ({ id, seq }) => ({
    message: `Entry ${seq} of ${robot(id)} is no certificate.`,
    suggestion: "Give the number of the entry that issued it.",
  }),
  DossierUnknownEntry: ({ id, seq, length }) => ({
    message: `${robot(id)} has ${length === 1n ? "1 entry" : `${length} entries`}, and there is no entry ${seq}.`,
    suggestion: "Give the number of an entry of its history, counted from 1.",
  }),
  DossierUnknownKind: ({ kind }) => ({
    message: `There is no kind of entry ${kind}.`,
    suggestion: `Give one of ${choiceOf("enum EntryKind")}.`,
  }),
  DossierUnknownLevel: ({ level }) => ({
    message: `There is no intelligence level ${level}.`,
    suggestion: "Give a level from 1 to 5 (L1 to L5).",
  }),
  DossierUnknownRelease: ({ model, imageDigest }) => ({
    message: `The image ${imageDigest} was never released for ${block(model)}.`,
    suggestion: "Have the maker publish the release first, or check the digest of the image.",
  }),
  DossierVersionTaken: ({ model, version, imageDigest }) => ({
    message: `The version "${version}" of ${block(model)} is that of the image ${imageDigest}.`,
    suggestion: "Every image has a version of its own, for ever.",
  }),
  DossierZeroDigest: () => ({
    message: "The commitment, digest or root is zero.",
    suggestion: "Give a salted commitment to the document.",
  }),
  DossierNotMaker: ({ model, caller }) => ({
    message: `${caller} is not the account of the maker of ${block(model)}, or that account is compromised.`,
    suggestion: "Call from the maker's account.",
  }),
  DossierWrongJurisdiction: ({ capacity, jurisdiction, expected }) => ({
    message: `${jurisdiction ?? "No jurisdiction"} does not go with the capacity "${capacity}".`,
    suggestion: expected
      ? `Give ${expected}, the country that answers for the robot: no other country writes on its market.`
      : "A maker, holder or operator has none.",
  }),
};
