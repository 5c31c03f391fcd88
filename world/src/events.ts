// What can happen in the example world, and what must be said about each kind of event.
import {
  type CountryCode,
  type ManufacturerId,
  type ModelId,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
  parseRobotId,
  type RobotId,
} from "@openrobotid/sdk";
import { documentKinds, words } from "@openrobotid/sdk/actions";
import { z } from "zod";
import { choices } from "./vocabulary.js";

// ---------------------------------------------------------------------------------------------- single values

/** A text that a reader of the SDK takes; its complaint becomes part of what was expected. */
function readBy<T>(read: (text: string) => T, what: string) {
  return z.string().transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: "custom", message: `${what} (${reason})` });
      return z.NEVER;
    }
  });
}

export const robot = readBy<RobotId>(parseRobotId, "a robot's code of 29 characters");
export const model = readBy<ModelId>(parseModelId, "a model's code of 12 characters");
export const manufacturer = readBy<ManufacturerId>(
  parseManufacturerId,
  "a manufacturer's code of 6 characters",
);
export const country = readBy<CountryCode>(parseCountryCode, "a country's code of 2 letters");
export const serial = z.string().regex(/^[0-9A-Z]{17}$/, { error: "17 characters 0-9 or A-Z" });
export const party = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "a key of parties.csv" });

/** A day, or a minute of it, in UTC; seconds. A day stands for nine in the morning. */
export const date = z.string().transform((text, context): number => {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00Z` : `${text}Z`;
  const milliseconds = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(moment) ? Date.parse(moment) : NaN;
  // Date.parse takes 30 February for 2 March.
  if (!Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text)) {
    return milliseconds / 1000;
  }
  context.addIssue({
    code: "custom",
    message: "a date such as 2025-03-10 or 2025-03-10T14:30 (UTC)",
  });
  return z.NEVER;
});

/** A whole number written in text, as in CSV. */
export const count = (least: number, most: number) =>
  z.string().transform((text, context): number => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    context.addIssue({ code: "custom", message: `a whole number from ${least} to ${most}` });
    return z.NEVER;
  });

export const name = z.string().min(1, { error: "a name" });

const text = z.string().min(1, { error: "a text" });
/** Goes onto the chain as a salted commitment only. */
const document = text;
const key = z.string().regex(/^[a-zA-Z0-9 .-]{1,31}$/, { error: "a name of 1 to 31 characters" });
const whole = z.int().min(0);

// ------------------------------------------------------------------------------------------------------ events

/** A robot, and a record about it in a capacity. An accredited writer names the country that accredits it. */
const about = { robot, as: z.enum(choices("enum Capacity")), country: country.optional() };
const uri = z.string().default("");

const kinds = {
  // The authorities' register
  admitManufacturer: { code: manufacturer, party, contact: z.url() },
  registerModel: {
    model,
    name: text,
    scheme: z.enum(choices("enum IAuthorityRegistry.SerialScheme")),
    counterWidth: whole.max(16),
    documentation: z.url(),
  },
  approveModel: { model, country, level: whole.min(1).max(5), expiry: date, certificate: document },
  accredit: { party, role: z.enum(choices("enum IAuthorityRegistry.Role")), country, expiry: date },

  // Issuance: from a production file of issuances.csv, or of units that the maker attests one by one.
  issueProduction: { model, production: z.string(), manifest: z.url() },
  issueLot: { model, firstSerial: serial, count: whole.min(1) },
  issueList: { model, serials: z.array(serial).min(1) },

  // Lifecycle. `computerOf` puts the computer of another robot into this one.
  place: { robot, country, computerOf: robot.optional() },
  relocate: { robot, country },
  replaceComputer: { robot, computer: key, document },
  offerIntake: { robot, recycler: party },
  takeIn: { robot },
  offerReturn: { robot },
  takeBack: { robot },
  scrap: { robot, document },

  // Ownership. `push` and `pull` are transfers that one side makes alone.
  sell: { robot, to: party },
  sellByConsent: { robot, from: party, to: party, robotSigns: z.boolean(), terms: document },
  push: { robot, to: party },
  pull: { robot, from: party },
  nameOperator: { robot, operator: party, until: date },
  acceptOperator: { robot },

  // Flags and registrar orders. An order has a name in these files and a number on the chain.
  raiseFlag: { robot, flag: z.enum(choices("enum IRobotFlags.Flag")), document },
  clearFlag: { robot, flag: z.enum(choices("enum IRobotFlags.Flag")), document },
  proposeOrder: {
    order: key,
    robot,
    does: z.enum(choices("enum IRegistrarOrders.Action")),
    beneficiary: party,
    document,
  },
  objectToOrder: { order: key, document },
  countersignOrder: { order: key },
  executeOrder: { order: key },

  // Dossier
  record: {
    ...about,
    kind: z.enum(documentKinds),
    document,
    uri,
  },
  replacePart: { ...about, partNumber: key, removed: text, fitted: text, document, uri },
  gradeIntelligence: { ...about, level: whole.min(1).max(5), document },
  publishRelease: { model, version: key, image: text, uri },
  installRelease: {
    robots: z.array(robot).min(1),
    version: key,
    as: about.as,
    country: about.country,
  },
  recordTraining: { ...about, model: text, weights: text, uri },
  anchorTelemetry: {
    ...about,
    begins: date,
    ends: date,
    operatingHours: whole,
    chargeCycles: whole,
    falls: whole,
    records: text,
    uri,
  },
  issueCertificate: { ...about, certificate: key, scope: text, expiry: date, document, uri },
  withdrawCertificate: { certificate: key, document },
  brand: { ...about, brand: z.enum(choices("enum IDossier.BrandCode")), words: text, document },
  correct: { ...about, entry: whole.min(1), document, uri },

  // Recalls: a range of codes, or a list that is marked. Without a country, the maker's own for all markets.
  openRecall: {
    campaign: key,
    model,
    country: country.optional(),
    severity: z.enum(choices("enum IRecallRegistry.Severity")),
    makerRemedies: z.boolean().default(true),
    range: z.strictObject({ first: robot, last: robot }).optional(),
    component: text,
    summary: text,
    consequence: text,
    remedy: text,
    parkIt: z.boolean(),
    overTheAirUpdate: z.boolean(),
  },
  markUnits: { campaign: key, robots: z.array(robot).min(1) },
  remedy: {
    campaign: key,
    robots: z.array(robot).min(1),
    country: country.optional(),
    document,
  },
  findNotApplicable: { campaign: key, robots: z.array(robot).min(1), document },
  reopen: { campaign: key, robots: z.array(robot).min(1), document },
  closeRecall: { campaign: key, document },

  // Governance. A proposal has a name in these files. `proposeCountry` moves a country to the seat of a party. `seat` is the
  // party that has it.
  proposeSeat: { proposal: key, party, reason: text },
  proposeCountry: { proposal: key, country, party, reason: text },
  vote: { proposal: key, support: z.enum(words.support) },
  queue: { proposal: key },
  execute: { proposal: key },
  nameAuthority: { party },
  acceptAuthority: { seat: party },
  vetoAuthority: { seat: party },
};

export type Action = keyof typeof kinds;

/** An attempt that must fail: with which of the contracts' errors, and why. */
const refused = z.strictObject({ error: z.string().regex(/^[A-Z]\w+$/), why: text });

function schemaOf<const A extends Action>(action: A) {
  const common = { action: z.literal(action), date, by: party, refused: refused.optional() };
  return z.strictObject({ ...common, ...(kinds[action] as (typeof kinds)[A]) });
}

export type EventOf<A extends Action> = {
  [K in A]: { action: K; date: number; by: string; refused?: z.infer<typeof refused> } & z.infer<
    z.ZodObject<(typeof kinds)[K]>
  >;
}[A];

export type WorldEvent = EventOf<Action>;

const actions = Object.keys(kinds) as [Action, ...Action[]];

/** The events of a file. */
export const eventsSchema = z.array(
  z.discriminatedUnion(
    "action",
    actions.map((action) => schemaOf(action)) as unknown as [z.ZodObject, ...z.ZodObject[]],
    {
      error: ({ code }) => (code === "invalid_union" ? `one of ${actions.join(", ")}` : undefined),
    },
  ),
) as unknown as z.ZodType<WorldEvent[]>;
