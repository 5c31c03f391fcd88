// What a robot can be certified to do: the words that certificates use, so that those who look for it find every robot.
// `DossierCertificates.issueCertificate` takes any scope; that one of this form names a capability is agreed on here alone.

const PREFIX = "capability:";

/**
 * What a robot can do, by word: at most 20 characters, so that a certificate has room for it. Words are added, and never change
 * their meaning.
 *
 * @example
 * ```ts
 * import { CAPABILITIES } from "@openrobotid/sdk/rules";
 *
 * CAPABILITIES.stairs; // "climbs stairs, up and down"
 * ```
 */
export const CAPABILITIES = {
  stairs: "climbs stairs, up and down",
  unevenGround: "walks on uneven and soft ground",
  carrying: "carries loads as it walks",
  handling: "picks objects up, and puts them where they belong",
  tools: "uses tools that are made for people",
  doors: "opens doors and goes through",
  navigation: "finds its way without being led",
  amongPeople: "works among people without a barrier",
  speech: "understands speech, and answers",
  guiding: "leads people to a place",
  supportingPeople: "supports people who rise or walk",
  personalCare: "helps people to wash, dress or eat",
  foodHandling: "prepares or serves food",
  remoteControl: "can be steered from afar",
  selfCharging: "charges its battery, or changes it, by itself",
  risingAfterFall: "gets up after a fall by itself",
} as const;

/** A word of {@link CAPABILITIES}. */
export type Capability = keyof typeof CAPABILITIES;

/**
 * The scope of a certificate that a robot can do something.
 *
 * @example
 * ```ts
 * import { scopeOfCapability } from "@openrobotid/sdk/rules";
 *
 * scopeOfCapability("stairs"); // "capability:stairs"
 * ```
 */
export function scopeOfCapability(capability: Capability): string {
  return `${PREFIX}${capability}`;
}

/**
 * What a certificate says that a robot can do; `undefined` where its scope is a standard, or a text of its issuer.
 *
 * @example
 * ```ts
 * import { capabilityOf } from "@openrobotid/sdk/rules";
 *
 * capabilityOf("capability:stairs"); // "stairs"
 * capabilityOf("ISO 13482"); // undefined
 * ```
 */
export function capabilityOf(scope: string): Capability | undefined {
  const word = scope.startsWith(PREFIX) ? scope.slice(PREFIX.length) : "";
  return isCapability(word) ? word : undefined;
}

/**
 * Whether a word is one of {@link CAPABILITIES}.
 *
 * @example
 * ```ts
 * import { isCapability } from "@openrobotid/sdk/rules";
 *
 * isCapability("stairs"); // true
 * isCapability("flying"); // false
 * ```
 */
export function isCapability(word: string): word is Capability {
  return Object.hasOwn(CAPABILITIES, word);
}
