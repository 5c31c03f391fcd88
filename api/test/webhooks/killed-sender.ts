// A process that sends webhooks from a store that others have open, until it is killed.
import { pino } from "pino";
import { openServiceStore } from "../../service-store/store.js";
import { SecretBox } from "../../webhooks/secrets.js";
import { WebhookSender } from "../../webhooks/sender.js";
import { MadeUpFeed } from "./feed.js";

const [folder = "", key = "", blocks = "", lease = ""] = process.argv.slice(2);
const feed = new MadeUpFeed();
feed.grow(Number(blocks));
new WebhookSender({
  store: await openServiceStore({ DATA_DIR: folder }),
  logger: pino({ level: "warn" }),
  box: new SecretBox(Buffer.from(key, "hex")),
  read: feed.read,
  block: feed.block,
  isAlarmed: async () => false,
  rules: { allowLoopback: true },
  lease: Number(lease),
}).start();
// Its rounds alone keep no process alive.
setInterval(() => undefined, 1_000);
