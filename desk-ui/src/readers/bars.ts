// Numbers as bars of a picture.

interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  value: number;
}

const WIDTH = 600;
const HEIGHT = 100;

/** How much of its place a bar fills. */
const FULL = 0.8;

/** A bar for each number, as high as the picture for the highest. What was read at all can be seen. */
export function bars(values: number[]): { width: number; height: number; most: number; bars: Bar[] } {
  const most = Math.max(0, ...values);
  const place = WIDTH / Math.max(1, values.length);
  const drawn = values.map((value, index) => {
    const height = value > 0 ? Math.max(1, (value / most) * HEIGHT) : 0;
    return { x: index * place + (place * (1 - FULL)) / 2, y: HEIGHT - height, width: place * FULL, height, value };
  });
  return { width: WIDTH, height: HEIGHT, most, bars: drawn };
}
