// On a bare machine the browser is unpacked at its first use: asked for here, before two runs would do it in each other's way.
import { findChromium } from "@/tests/helpers/chromium";

await findChromium();
