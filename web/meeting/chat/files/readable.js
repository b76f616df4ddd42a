/** A file cannot be read: it was deleted, changed or moved after it was chosen, or is a folder. */
export class UnreadableFile extends Error {
  /** @override */
  name = 'UnreadableFile';
}

/**
 * @param {Blob} file
 * @param {number} start
 * @param {number} length
 * @returns {Promise<ArrayBuffer>}
 * @throws {UnreadableFile}
 */
export async function readBytes(file, start, length) {
  const expected = Math.min(length, file.size - start);
  const bytes = await file.slice(start, start + expected).arrayBuffer().catch((cause) => {
    throw new UnreadableFile(String(cause), { cause });
  });
  if (bytes.byteLength !== expected) throw new UnreadableFile('truncated');
  return bytes;
}

/**
 * What was dropped or pasted: files, and the names of folders, which browsers take for files that
 * cannot be read. Only while the event lasts.
 * @param {DataTransfer | null} transfer
 * @returns {{ files: File[], folders: string[] }}
 */
export function filesIn(transfer) {
  const folders = [...(transfer?.items ?? [])].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry?.() : null;
    return entry?.isDirectory ? entry.name : [];
  });
  return { files: [...(transfer?.files ?? [])].filter(({ name }) => !folders.includes(name)), folders };
}
