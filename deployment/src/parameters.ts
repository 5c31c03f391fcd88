// Reads and checks the parameters of a deployment, and gives them the shape that the modules ask for.
import { fileURLToPath } from "node:url";
import { type Fault, readJson, refuse } from "@openrobotid/kit/input";
import { getAddress, hexlify, isAddress, toUtf8Bytes, ZeroAddress } from "ethers";
import { z } from "zod";

export const PARAMETERS_FILE = fileURLToPath(
  new URL("../ignition/parameters.json", import.meta.url),
);

const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;

/** A period in seconds; the upper bound catches milliseconds. */
const period = (least: number) => {
  const error = `a whole number of seconds from ${least} to ${YEAR}`;
  return z.int({ error }).min(least, { error }).max(YEAR, { error });
};

const account = z
  .string()
  .refine((text) => isAddress(text) && getAddress(text) === text && text !== ZeroAddress, {
    error: "the address of an account, not zero, with the checksum of EIP-55",
  });

const seat = z.strictObject({
  name: z.string().trim().min(1, { error: "the name of a standards body" }),
  authority: account,
  recovery: account.optional(),
  validator: account,
  countries: z.array(
    z.string().regex(/^[A-Z]{2}$/, { error: "two capital letters of ISO 3166-1" }),
  ),
});

/** What a deployment is made with, except its founding seats. */
export const governance = {
  votingDelay: period(0),
  votingPeriod: period(1),
  timelockDelay: period(0),
  // The contracts refuse less than a day for these three.
  tenure: period(DAY),
  rotationDelay: period(DAY),
  successionNotice: period(DAY),
  // The registry refuses less than a day for both.
  orderNotice: period(DAY),
  orderValidity: period(DAY),
  closingNotice: period(DAY),
  // The registry refuses less than seven days.
  scrapDelay: period(7 * DAY),
  resolver: z.string().regex(/^https?:\/\/[^\s/?#]+(\/[^\s/?#]+)*$/, {
    error: 'an http or https address without a slash at its end, such as "https://id.example"',
  }),
};

const parameters = z.strictObject({
  ...governance,
  seats: z.array(seat).min(1, { error: "at least one founding seat" }),
});

/** What a deployment is made with. Periods are in seconds. */
export type Parameters = z.infer<typeof parameters>;

const sets = z.record(z.string(), z.unknown());

/** Reads one of the sets of the parameters file; the others may be unfinished. Throws `InputError`. */
export function readParameters(name: string, file = PARAMETERS_FILE): Parameters {
  const names = Object.keys(readJson(file, sets).value);
  const one = z.looseObject({ [name]: parameters });
  if (!names.includes(name)) {
    const fault = { file, line: 1, column: 1, field: "", value: name };
    refuse([{ ...fault, expected: `one of the sets of parameters: ${names.join(", ")}` }]);
  }
  const { value, fault } = readJson(file, one);
  const set = value[name] as Parameters;
  refuse(repetitions(name, set, fault));
  return set;
}

/** An account acts for one seat, a validator belongs to one, and so does a country. */
function repetitions(
  name: string,
  { seats }: Parameters,
  fault: (path: PropertyKey[], expected: string) => Fault,
): Fault[] {
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  const once = (value: string, path: PropertyKey[], what: string) => {
    const key = `${what} ${value}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) faults.push(fault(path, `another ${what}: ${earlier}`));
    else seen.set(key, `seats.${path[2]?.toString()} has this one`);
  };
  for (const [index, { authority, recovery, validator, countries }] of seats.entries()) {
    once(authority, [name, "seats", index, "authority"], "account");
    if (recovery === authority) {
      const path = [name, "seats", index, "recovery"];
      faults.push(fault(path, "another account than the one that acts for the seat"));
    }
    once(validator, [name, "seats", index, "validator"], "validator");
    for (const [place, country] of countries.entries()) {
      once(country, [name, "seats", index, "countries", place], "country");
    }
  }
  return faults;
}

/** The parameters by module, as Ignition takes them. */
export function byModule(parameters: Parameters) {
  const { votingDelay, votingPeriod, timelockDelay, tenure, rotationDelay } = parameters;
  const { successionNotice, orderNotice, orderValidity, scrapDelay, closingNotice, resolver } =
    parameters;
  const seats = parameters.seats.map(({ recovery = ZeroAddress, countries, ...seat }) => ({
    ...seat,
    recovery,
    countries: countries.map((country) => hexlify(toUtf8Bytes(country))),
  }));
  return {
    Consortium: { seats, votingDelay, votingPeriod, timelockDelay, tenure, rotationDelay },
    Authority: { successionNotice },
    // What governance takes away ends as late as what it gives begins.
    Registry: { orderNotice, orderValidity, scrapDelay, policyNotice: tenure, resolver },
    Recall: { closingNotice },
  };
}
