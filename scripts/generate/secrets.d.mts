export type SamplePart =
  | string
  | {
      alphabet:
        | "alnum"
        | "lower-alnum"
        | "upper-alnum"
        | "hex"
        | "digits"
        | "letters"
        | "lower"
        | "url"
        | "base64";
      length?: number;
      min?: number;
      max?: number;
    }
  | { checksum: "crc32-base62" };

export interface SecretSample {
  seed: number;
  context?: string;
  parts: SamplePart[];
}

export interface SampledShape {
  id: string;
  anchors?: string[];
  pattern: string;
  keywords?: string[];
  fallback?: boolean;
  checked: boolean;
  samples: SecretSample[];
}

export interface SampledProvider {
  id: string;
  name: string;
  shapes: SampledShape[];
}

export function readSecretProviders(): Promise<SampledProvider[]>;
export function buildSecrets(): Promise<string>;
export function makeSecret(
  sample: SecretSample,
  turn?: number,
  change?: "valid" | "short" | "long" | "mask",
): string;
