// The public view of a robot, and its history.
import { z } from "@hono/zod-openapi";
import { VERDICTS } from "@openrobotid/sdk";
import { words } from "@openrobotid/sdk/actions";
import {
  account,
  asOf,
  authority,
  capacity,
  count,
  country,
  given,
  hash,
  level,
  makerId,
  modelId,
  nextPage,
  orNull,
  proof,
  robotCode,
  severity,
  state,
  time,
  unitStatus,
  unknown,
} from "./common.js";

/** The words of the verdict, gravest first; `verdictOf` of the SDK finds which. What differs has none of those. */
export const verdictWord = z.enum(["unknown", ...VERDICTS]).openapi("VerdictWord", {
  description:
    "What there is to know of a robot in one word. `unknown`: what the index holds of it is not what the registry keeps.",
  example: "inService",
});

export const verdict = z
  .object({
    verdict: verdictWord.openapi({ description: "The gravest of what is true." }),
    also: z.array(z.enum(VERDICTS)).openapi({
      description: "What is true besides, the gravest first. Must not be left out.",
      example: [],
    }),
    because: z.string().nullable().openapi({
      description: "Why nothing can be said, where the verdict is `unknown`. `null` otherwise.",
      example: null,
    }),
  })
  .openapi("Verdict", {
    description: "What to tell somebody who has the robot before them.",
  });

/** How far the entries are shown to be the registry's. */
export const trust = {
  verified: z.enum(["proven", "notYet", "differs"]).openapi({
    description:
      "`proven`: every entry was proven, and they lead to the head that the registry keeps; `notYet`: nothing speaks against it, and it is not proven; `differs`: the registry keeps another history.",
    example: "proven",
  }),
  because: z.string().nullable().openapi({
    description: "Why it is not proven. `null`: it is.",
    example: null,
  }),
};

/** The verdict of an answer that has none of its own. */
export const doubt = orNull(verdict).openapi({
  description:
    "`unknown`, with the reason, while the registry keeps another history of it: nothing here must be relied on then. `null`: nothing speaks against it.",
  example: null,
});

export const makerStatus = z
  .enum(given(words["enum IAuthorityRegistry.ManufacturerStatus"]))
  .openapi("MakerStatus", {
    description:
      "Standing of a manufacturer now; a suspension changes nothing of what it made before.",
    example: "active",
  });

export const robotMaker = z
  .object({
    id: makerId,
    name: z.string().openapi({ example: "Beihu Robotics" }),
    status: makerStatus,
    contact: z.string().nullable().openapi({
      description: "Where the public reaches it. `null`: it gave no address.",
      example: "https://beihu.example/contact",
    }),
    proof: proof.openapi({ description: "Its admission by the authority of its country." }),
  })
  .openapi("RobotMaker", { description: "Who made it." });

export const robotModel = z
  .object({
    id: modelId,
    name: z.string().openapi({ example: "Tern 3" }),
    documentation: z.string().nullable().openapi({
      description: "Where its public documentation is. `null`: its maker gave no address.",
      example: "https://beihu.example/tern-3",
    }),
    proof: proof.openapi({ description: "Its registration." }),
  })
  .openapi("RobotModel", { description: "Its model." });

export const approval = z
  .object({
    country,
    valid: z.boolean().openapi({ description: "Neither expired nor withdrawn.", example: true }),
    level,
    approvedAt: time,
    expiry: time.openapi({ description: "From when on it no longer holds." }),
    withdrawnAt: orNull(time).openapi({ description: "`null`: not withdrawn.", example: null }),
    authority: authority.openapi({ description: "Who answers for that country." }),
    proof,
  })
  .openapi("Approval", {
    description: "Approval of the model for the market of a country; the last one given.",
  });

/** A recall, in the names of the NHTSA recalls data. */
export const recallNotice = {
  campaign: z
    .int()
    .min(1)
    .openapi({ description: "Number that the registry gave it.", example: 1 }),
  campaignNumber: z
    .string()
    .openapi({ description: "Number that its opener gave it.", example: "BH-2025-001" }),
  component: z
    .string()
    .openapi({ description: "What is defective.", example: "Shoulder actuator" }),
  summary: z
    .string()
    .openapi({ description: "What the defect is.", example: "The brake may release under load." }),
  consequence: z
    .string()
    .openapi({ description: "What it can lead to.", example: "The arm may fall." }),
  remedy: z.string().openapi({
    description: "What is done about it.",
    example: "The actuator is exchanged free of charge.",
  }),
  parkIt: z.boolean().openapi({
    description: "Whether the robot should be parked until it is remedied.",
    example: false,
  }),
  overTheAirUpdate: z
    .boolean()
    .openapi({ description: "Whether the remedy comes over the air.", example: false }),
  severity,
  openedBy: z
    .enum(["maker", "authority"])
    .openapi({ description: "Who opened it.", example: "maker" }),
  country: orNull(country).openapi({
    description: "It binds units on this country's market; `null`: on all.",
    example: null,
  }),
  openedAt: time,
  closedAt: orNull(time).openapi({ description: "`null`: it is open.", example: null }),
  closesAt: orNull(time).openapi({
    description:
      "When it closes: announced by its maker, and binding until then. `null`: not announced.",
    example: null,
  }),
  makerRemedies: z.boolean().openapi({
    description: "Whether remedies of the maker count, beside those of workshops.",
    example: true,
  }),
  suspendedIn: z.array(country).openapi({
    description: "Markets whose authority suspended it: a stolen key of the maker had opened it.",
    example: [],
  }),
};

export const robotRecall = z
  .object({
    ...recallNotice,
    status: unitStatus,
    settledAt: orNull(time).openapi({
      description: "When this unit was remedied or found not to have the defect. `null`: neither.",
      example: null,
    }),
    proof: proof.openapi({ description: "The opening of the recall." }),
    settlement: orNull(proof).openapi({
      description: "The entry that settled it for this unit. `null`: there is none.",
      example: null,
    }),
  })
  .openapi("RobotRecall", { description: "A recall that concerns this robot." });

export const certificate = z
  .object({
    seq: z
      .int()
      .min(1)
      .openapi({ description: "Number of the history entry, which is its name.", example: 9 }),
    scope: z.string().openapi({ description: "What it certifies.", example: "ISO 10218-1" }),
    valid: z.boolean().openapi({ description: "Neither expired nor withdrawn.", example: true }),
    issuedAt: time,
    expiry: time.openapi({ description: "From when on it no longer holds." }),
    withdrawnAt: orNull(time).openapi({ description: "`null`: not withdrawn.", example: null }),
    issuer: z.object({
      capacity,
      jurisdiction: orNull(country).openapi({
        description:
          "Country of the authority, or the one that accredited the inspector. `null`: the entry names none.",
      }),
    }),
    proof,
  })
  .openapi("Certificate", { description: "A certificate of this robot." });

export const brand = z
  .object({
    seq: z.int().min(1).openapi({ description: "Number of the history entry.", example: 12 }),
    code: z.enum(given(words["enum IDossier.BrandCode"])).openapi({
      description: "What its title was branded with.",
      example: "flood",
    }),
    asReported: z.string().openapi({
      description: "The brand in the words of its reporter; may be empty.",
      example: "",
    }),
    capacity,
    jurisdiction: orNull(country).openapi({ description: "`null`: the entry names none." }),
    since: time,
    corrected: z.boolean().openapi({
      description: "Whether a later entry corrects this one; both stay.",
      example: false,
    }),
    proof,
  })
  .openapi("Brand", { description: "A brand on its title, for ever." });

export const flag = z
  .object({
    flag: z.enum(given(words["enum IRobotFlags.Flag"])).openapi({ example: "stolen" }),
    since: time,
    proof,
  })
  .openapi("Flag", { description: "What it is reported as." });

export const pendingOrder = z
  .object({
    order: z.int().min(1).openapi({ description: "Number of the order.", example: 3 }),
    action: z.enum(given(words["enum IRegistrarOrders.Action"])).openapi({
      description: "What it is to do: give the robot to another holder, or to a recycler.",
      example: "transfer",
    }),
    country: country.openapi({ description: "Country whose authority proposed it." }),
    proposedAt: time,
    executableAt: time.openapi({ description: "End of the notice: from then it can be executed." }),
    expiresAt: time.openapi({ description: "From then it can no longer be executed." }),
    proof: proof.openapi({ description: "Its proposal." }),
  })
  .openapi("PendingOrder", { description: "A registrar order that is pending." });

const recorded = z.literal("recorded");

export const firmware = z
  .discriminatedUnion("status", [
    z.object({
      status: recorded,
      version: z.string().openapi({ example: "3.1.0" }),
      release: z.object({
        imageDigest: hash.openapi({ description: "SHA-256 of the firmware image." }),
        uri: z.string().nullable().openapi({
          description: "Where the maker publishes it. `null`: no address.",
          example: null,
        }),
        publishedAt: time,
        withdrawnAt: orNull(time).openapi({
          description: "When the maker withdrew the release. `null`: not withdrawn.",
          example: null,
        }),
      }),
      installedAt: time,
      proof,
    }),
    unknown,
  ])
  .openapi("Firmware", { description: "What runs on it, as last recorded." });

export const lastService = z
  .discriminatedUnion("status", [
    z.object({
      status: recorded,
      at: time,
      capacity,
      jurisdiction: orNull(country).openapi({ description: "`null`: the entry names none." }),
      proof,
    }),
    unknown,
  ])
  .openapi("LastService", { description: "The last service recorded." });

export const wear = z
  .discriminatedUnion("status", [
    z.object({
      status: recorded,
      operatingHours: count.openapi({
        description: "Hours in operation since it was made.",
        example: 1200,
      }),
      chargeCycles: count.openapi({
        description: "Charge cycles since it was made.",
        example: 340,
      }),
      falls: count.openapi({ description: "Falls since it was made.", example: 1 }),
      from: time.openapi({ description: "Begin of the period that the last report covers." }),
      to: time.openapi({ description: "Its end." }),
      capacity,
      proof,
    }),
    unknown,
  ])
  .openapi("Wear", { description: "Wear as last reported." });

const timelineEntry = {
  seq: z
    .int()
    .min(0)
    .openapi({ description: "Number of the entry; 0 is the issuance.", example: 1 }),
  kind: z.string().openapi({
    description:
      "What happened, in a word of docs/events.md; `issued` for the issuance, `unknown` for a kind that this index does not know.",
    example: "placedOnMarket",
  }),
  time,
  capacity: orNull(capacity).openapi({
    description:
      "In what capacity its writer acted. `null`: entries of this kind do not state one.",
  }),
  country: orNull(country).openapi({
    description: "The country that the entry speaks of. `null`: it speaks of none.",
  }),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).openapi({
    description:
      "What else the entry says that is for everybody; which fields, depends on the kind.",
    example: { version: "3.1.0" },
  }),
  corrects: z.int().nullable().openapi({
    description: "Number of the entry that this one corrects. `null`: none.",
    example: null,
  }),
  proof,
};

export const timelineItem = z.object(timelineEntry).openapi("TimelineEntry", {
  description: "One entry of a robot's history, as everybody may read it.",
});

export const historyItem = z
  .object({
    ...timelineEntry,
    head: hash.openapi({ description: "Head of the history with this entry." }),
    payloadDigest: orNull(hash).openapi({
      description: "Digest of what the entry says. `null`: the issuance.",
    }),
    actor: account
      .optional()
      .openapi({ description: "Who made the entry. Only with a key that may see accounts." }),
    fields: z.record(z.string(), z.unknown()).optional().openapi({
      description: "All fields of the typed event. Only with a key that may see accounts.",
    }),
  })
  .openapi("HistoryEntry", { description: "One entry of a robot's history." });

export const robot = z
  .object({
    id: robotCode,
    formatted: z.string().openapi({
      description: "The code as it is printed.",
      example: "CN-BH01-TERN03-25W07000000000001",
    }),
    name: z.string().openapi({
      description:
        "As `name` of ERC-721's metadata, for wallets and explorers that follow `tokenURI`.",
      example: "CN-BH01-TERN03-25W07000000000001",
    }),
    description: z.string().openapi({
      description: "As `description` of ERC-721's metadata: what its verdict means, in English.",
    }),
    image: z.string().openapi({
      description: "As `image` of ERC-721's metadata: its label, an SVG.",
      example: "http://127.0.0.1:8080/v1/robots/CNBH01TERN0325W07000000000001/label.svg",
    }),
    checkCharacter: z
      .string()
      .openapi({ description: "Its check character, ISO/IEC 7064 MOD 37,36.", example: "A" }),
    token: z.string().openapi({
      description: "Its token, as CAIP-19 writes it: chain, contract and number of the token.",
      example:
        "eip155:31337/erc721:0x5fbdb2315678afecb367f032d93f642f64180aa3/30443232387581893059628042179226173997162810450835357725611220907233904689152",
    }),
    links: z.object({
      self: z.string().openapi({ example: "/v1/robots/CNBH01TERN0325W07000000000001" }),
      history: z.string().openapi({ example: "/v1/robots/CNBH01TERN0325W07000000000001/history" }),
      epcis: z
        .string()
        .openapi({ example: "/v1/robots/CNBH01TERN0325W07000000000001/history.epcis" }),
      resolver: z.string().openapi({
        description: "The link of the code.",
        example: "/CN/BH01/TERN03/25W07000000000001",
      }),
      page: z.string().openapi({
        description: "The page for people.",
        example: "http://127.0.0.1:8080/CN/BH01/TERN03/25W07000000000001",
      }),
      maker: z.string().openapi({ example: "/v1/makers/CNBH01" }),
      model: z.string().openapi({ example: "/v1/models/CNBH01TERN03" }),
    }),
    verdict,
    state,
    issued: z.object({
      at: time,
      lot: hash.openapi({ description: "The lot or list it was issued in." }),
      proof,
    }),
    maker: robotMaker,
    authority: authority.openapi({
      description: "Who answers for the country that the code begins with, and admitted the maker.",
    }),
    answersFor: z
      .object({
        ...authority.shape,
        because: z.enum(["market", "maker"]).openapi({
          description:
            "`market`: it is on the market of this country; `maker`: it is on none, and this is its maker's.",
          example: "market",
        }),
      })
      .openapi({ description: "The authority that answers for the robot." }),
    model: robotModel,
    level: z
      .object({
        level,
        basis: z.enum(["grade", "approval"]).openapi({
          description:
            "`grade`: this robot was graded; `approval`: its model was approved at this level for its market.",
          example: "approval",
        }),
        proof,
      })
      .nullable()
      .openapi({
        description: "Its intelligence level. `null`: neither was it graded nor is it on a market.",
      }),
    market: z
      .object({ country, since: time, proof })
      .nullable()
      .openapi({ description: "The market it is on. `null`: none." }),
    approvals: z.array(approval).openapi({ description: "Approvals of its model by country." }),
    recalls: z.object({
      open: z.array(robotRecall).openapi({ description: "Open on this robot." }),
      settled: z
        .array(robotRecall)
        .openapi({ description: "Remedied, found not applicable, or closed." }),
    }),
    certificates: z.array(certificate),
    brands: z.array(brand),
    ordered: z.boolean().openapi({
      description:
        "Whether a registrar order against it is pending. Until that ends, nothing but the order moves it.",
      example: false,
    }),
    pendingOrder: orNull(pendingOrder).openapi({
      description: "That order. `null`: none is pending.",
      example: null,
    }),
    flags: z.array(flag).openapi({
      description: "Reported stolen or disputed now. Empty: it is reported as neither.",
    }),
    firmware,
    lastService,
    wear,
    disposal: z
      .object({ takenInAt: time, country, scrappedAt: orNull(time), proof })
      .nullable()
      .openapi({ description: "How it left, or leaves, the world. `null`: it was not handed in." }),
    timeline: z.array(timelineItem).openapi({
      description:
        "What happened to it, the first first; the last 200 entries. `history` has all of them.",
    }),
    history: z.object({
      length: count.openapi({ description: "Entries of its history." }),
      head: hash.openapi({
        description: "Head of the history: commits to every entry. Compare it with the registry's.",
      }),
      ...trust,
    }),
    asOf,
  })
  .openapi("Robot", {
    description: "What everybody may know of a robot. No account, no personal data.",
  });

export const history = z
  .object({
    id: robotCode,
    length: count.openapi({
      description: "Entries of the whole history, the issuance not counted.",
    }),
    entries: z.array(historyItem),
    next: nextPage,
    ...trust,
    verdict: doubt,
    asOf,
  })
  .openapi("History", { description: "A page of a robot's history." });

export const batchRequest = z
  .object({
    codes: z
      .array(z.string().max(256))
      .min(1)
      .max(1000)
      .openapi({
        description: "Codes as people type them.",
        example: ["CN-BH01-TERN03-25W07000000000001"],
      }),
  })
  .openapi("BatchRequest");

export const batchAnswer = z
  .object({
    robots: z
      .array(
        z.object({
          asked: z.string().openapi({
            description: "The code as it was given.",
            example: "CN-BH01-TERN03-25W07000000000001",
          }),
          id: orNull(robotCode).openapi({ description: "`null`: not a code." }),
          problem: z
            .object({
              detail: z.string(),
              position: z.int().nullable(),
              expected: z.string(),
              found: z.string().nullable(),
            })
            .nullable()
            .openapi({ description: "Why it is not a code.", example: null }),
          verdict: orNull(verdict).openapi({ description: "`null`: not a code." }),
          state: orNull(state).openapi({ description: "`null`: never issued." }),
          model: orNull(modelId),
          market: orNull(country).openapi({ description: "`null`: on no market." }),
          flags: z.array(z.enum(given(words["enum IRobotFlags.Flag"]))),
          openRecalls: z.array(
            z.object({ campaign: z.int(), campaignNumber: z.string(), severity }),
          ),
        }),
      )
      .openapi({ description: "One answer for each code, in the order asked." }),
    asOf,
  })
  .openapi("BatchAnswer", { description: "What is known of many robots, briefly." });

export const parsed = z
  .object({
    id: robotCode,
    formatted: z.string().openapi({ example: "CN-BH01-TERN03-25W07000000000001" }),
    checkCharacter: z.string().openapi({ example: "A" }),
    country,
    maker: makerId,
    model: modelId,
    serial: z.string().openapi({ example: "25W07000000000001" }),
    path: z
      .string()
      .openapi({ description: "Path of its link.", example: "/CN/BH01/TERN03/25W07000000000001" }),
  })
  .openapi("ParsedCode", {
    description: "A code taken apart. Says nothing of whether it was issued.",
  });
