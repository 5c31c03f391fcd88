// Why something was not proven, in a sentence for everybody; the word of the SDK is beside it.
import type { Translate } from "../i18n/index.js";

export function whyNotProven(reason: string, t: Translate): string {
  switch (reason) {
    case "tooOld":
    case "goesBack":
      return t("proof.why.old");
    case "fromTheFuture":
      return t("proof.why.clock");
    case "wrongChain":
    case "wrongGenesis":
    case "wrongCheckpoint":
      return t("proof.why.otherChain");
    case "capsuleExpired":
      return t("proof.why.expired");
    case "capsuleSignature":
      return t("proof.why.signature");
    case "witnessLeft":
    case "witnessUnknown":
      return t("proof.why.witness");
    case "witnessListOld":
    case "witnessListMissing":
      return t("proof.why.witnessList");
    case "otherRobot":
      return t("proof.why.otherRobot");
    case "notCovered":
      return t("proof.why.notCovered");
    case "notHere":
    case "nodeRefused":
    case "unreachable":
      return t("proof.why.notHere");
    default:
      return reason.startsWith("file") ? t("proof.why.file") : t("proof.why.wrong");
  }
}
