/** The part of word-extractor that the tests ask for a second opinion; it ships no types. */
declare module 'word-extractor' {
  export default class WordExtractor {
    extract(bytes: Buffer): Promise<{ getBody(): string }>;
  }
}
