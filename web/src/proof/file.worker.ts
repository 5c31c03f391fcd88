// Verifies any evidence file of a robot: the whole record where the file holds it, else the public view; and capsules.
import { readCapsuleResult } from "./capsule.js";
import { readPublic } from "./public.js";
import { serve } from "./serve.js";
import { readWhole } from "./whole.js";

serve(
  async (client, asked) => (await readWhole(client, asked)) ?? (await readPublic(client, asked)),
  readCapsuleResult,
);
