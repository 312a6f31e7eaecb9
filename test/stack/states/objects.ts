/** What readers and writers of Distributed Maps find in S3. */
export interface Objects {
  /** The object's text. Throws where it is absent, or may not be read. */
  read(bucket: string, key: string): Promise<string>;
  write(bucket: string, key: string, text: string): Promise<void>;
}

/** Objects in memory, by `bucket/key`, for machines whose rights are tried elsewhere. */
export function objectsInMemory(given: Readonly<Record<string, string>> = {}): Objects & {
  readonly texts: Map<string, string>;
} {
  const texts = new Map(Object.entries(given));
  return {
    texts,
    read: async (bucket, key) => {
      const text = texts.get(`${bucket}/${key}`);
      if (text !== undefined) return text;
      throw new Error('The specified key does not exist. (Service: S3, Status Code: 404)');
    },
    write: async (bucket, key, text) => void texts.set(`${bucket}/${key}`, text),
  };
}
