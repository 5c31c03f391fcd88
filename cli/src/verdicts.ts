// The verdicts of the SDK in a sentence each, and how they and recalls are painted.
import type { Severity, Verdict } from "@openrobotid/sdk";
import type { Paint } from "./text.js";

export const VERDICT_SENTENCES: Readonly<Record<Verdict, string>> = {
  unknownCode: "This code was never issued. Whatever bears it is not registered under it.",
  scrapped: "The robot of this code was destroyed. Whatever bears the code now is not that robot.",
  stolen: "It is reported as stolen.",
  stopUse: "A recall says that it must not be run.",
  endOfLife: "It was handed to a recycler, to be destroyed.",
  disputed: "Who owns it is in dispute.",
  recalled: "A recall is open on it.",
  notOnMarket: "It was issued, and never placed on a market.",
  notApproved: "It is in service, and its model has no valid approval for its market.",
  inService: "It is in service, and nothing is known against it.",
};

export const VERDICT_PAINTS: Readonly<Record<Verdict, Paint>> = {
  unknownCode: "red",
  scrapped: "red",
  stolen: "red",
  stopUse: "red",
  endOfLife: "yellow",
  disputed: "yellow",
  recalled: "yellow",
  notOnMarket: "yellow",
  notApproved: "yellow",
  inService: "green",
};

export const SEVERITY_PAINTS: Readonly<Record<Severity, Paint>> = {
  advisory: "yellow",
  noTransfer: "yellow",
  stopUse: "red",
};
