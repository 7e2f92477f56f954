/**
 * A rate counted from a sample (抽样估计). The unit of sampling is the cluster: all that was seen at one site. What was
 * counted without a site is `alone`: every element of it was drawn by itself.
 */
export interface Sample {
  strata: SampledStratum[];
}

export interface SampledStratum {
  name: string;
  /** Its share of the whole by weight; need not sum to 1. */
  weight: number;
  /** How many clusters there are in it to sample from; null: not known, taken as endless. */
  population: number | null;
  clusters: Cluster[];
}

/** `sum` of values 0 … 1 over `size` elements; `seen`: how many observations stand behind it. */
export interface Cluster {
  sum: number;
  size: number;
  seen: number;
  alone: boolean;
  /** Number of the site, the same under every criterion; −1 where it has none. */
  site: number;
}
