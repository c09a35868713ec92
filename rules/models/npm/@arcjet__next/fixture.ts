import { fixedWindow, slidingWindow, tokenBucket } from "@arcjet/next";

tokenBucket({ mode: "LIVE", refillRate: 5, interval: 10, capacity: 10 });
fixedWindow({ mode: "LIVE", window: "60s", max: 10 });
slidingWindow({ mode: "LIVE", interval: 60, max: 10 });
