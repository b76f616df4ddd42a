/** Lets the browser do other things in between. A timer would, too, but takes a second in a tab that is not seen. */
export function nextTask() {
  return /** @type {Promise<void>} */ (new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  }));
}
