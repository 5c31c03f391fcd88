// The forms of what the API answers, by the names of its OpenAPI document.
import type { components } from "./schema.js";

type Schemas = components["schemas"];

/** An institution that looked at what is not public of a robot. */
export type Access = Schemas["Accesses"]["accesses"][number];
/** As of which block an answer is true. */
export type AsOf = Schemas["AsOf"];
/** What is known of many robots, briefly. */
export type BatchAnswer = Schemas["BatchAnswer"];
/** Who made the last blocks. */
export type BlockProduction = Schemas["BlockProduction"];
/** Something that happened. */
export type Change = Schemas["Change"];
/** Seats, countries, makers admitted, and proposals. */
export type Consortium = Schemas["Consortium"];
/** Who answers for a country, whom it admitted, what it approved. */
export type CountryView = Schemas["CountryView"];
/** A robot's history as EPCIS 2.0 JSON-LD. */
export type EpcisDocument = Schemas["EpcisDocument"];
/** How far the index has come. */
export type Health = Schemas["Health"];
/** An entry of a robot's history. */
export type HistoryEntry = Schemas["HistoryEntry"];
/** Whose a robot was, who ran it, what ran on it, when it was serviced, what was known. */
export type Liability = Schemas["Liability"];
/** A lot. */
export type Lot = Schemas["Lot"];
/** A manufacturer. */
export type Maker = Schemas["Maker"];
/** What happened to a manifest that was brought. */
export type ManifestStored = Schemas["ManifestStored"];
/** A model. */
export type Model = Schemas["Model"];
/** A code, taken apart. */
export type ParsedCode = Schemas["ParsedCode"];
/** What went wrong: problem details (RFC 9457). */
export type Problem = Schemas["Problem"];
/** A recall campaign. */
export type Recall = Schemas["Recall"];
/** A recall campaign, and how far it has come. */
export type RecallProgress = Schemas["RecallProgress"];
/** A unit under a recall. */
export type RecallUnit = Schemas["RecallUnit"];
/** What everybody may know of a robot. */
export type Robot = Schemas["Robot"];
/** What the key of a scope may see. */
export type ScopeTable = Schemas["ScopeTable"];
/** Makers, models, and counts of units. */
export type SearchAnswer = Schemas["SearchAnswer"];
/** How many were issued, where they are, how they are, and the recalls. */
export type Stats = Schemas["Stats"];
/** A nonce to sign in with, to read the log of looks. */
export type LogNonce = Schemas["LogNonce"];
/** A session that reads the log of looks. */
export type LogSession = Schemas["LogSession"];
/** What is signed in with. */
export type LogSignIn = Schemas["LogSignIn"];
/** What is to be sent, and where to. */
export type NewWebhook = Schemas["NewWebhook"];
/** A subscription to changes. */
export type Webhook = Schemas["Webhook"];
/** A message that did not arrive. */
export type WebhookDeadLetter = Schemas["WebhookDeadLetters"]["deadLetters"][number];
/** An attempt at a message. */
export type WebhookDelivery = Schemas["WebhookDeliveries"]["deliveries"][number];
/** A subscription that was ended. */
export type WebhookRemoved = Schemas["WebhookRemoved"];
/** What happened to a message that is about nothing. */
export type WebhookTest = Schemas["WebhookTest"];
/** A subscription, and the secret that its messages are signed with. */
export type WebhookWithSecret = Schemas["WebhookWithSecret"];
