import type { WebContents } from 'electron';
import { paperSizes } from '../../../shared/contract/documents/paper.ts';

/** CSS has 96 pixels to the inch. */
const pixelsPerMillimetre = 96 / 25.4;

/**
 * How long the loaded page is at the width of the roll, in millimetres. The page runs no script, so that the layout
 * is asked for through the protocol of the developer tools.
 */
export async function pageLengthMm(page: WebContents): Promise<number> {
  const { debugger: protocol } = page;
  protocol.attach('1.3');
  try {
    const width = Math.round(paperSizes.roll.widthMm * pixelsPerMillimetre);
    const screen = { width, height: 10, deviceScaleFactor: 1, mobile: false };
    await protocol.sendCommand('Emulation.setDeviceMetricsOverride', screen);
    const metrics = (await protocol.sendCommand('Page.getLayoutMetrics')) as {
      cssContentSize: { height: number };
    };
    return metrics.cssContentSize.height / pixelsPerMillimetre;
  } finally {
    protocol.detach();
  }
}
