// What is downloaded before the page can show anything, compressed as a static host does.

import { figure } from './lib/report.mjs';
import { BUDGET_BYTES, sizes } from '../tools/size.mjs';

export async function measureSize({ dist }) {
  const { first, later } = await sizes(dist);
  const total = first.reduce((sum, file) => sum + file.brotli, 0);
  const row = (file, note) => ({ what: file.path, samples: [file.brotli], note });
  return [
    {
      title: 'Transfer size',
      how: 'Brotli at its highest level, file by file.',
      unit: 'bytes',
      rows: [
        ...first.map((file) => row(file, `${figure(file.plain)} before compression`)),
        { what: 'in all', samples: [total] },
        ...later.map((file) => row(file, 'loads later, on need; not in the sum')),
      ],
      judged: [
        {
          what: `at most ${figure(BUDGET_BYTES)} bytes`,
          value: `${figure(total)} (${((100 * total) / BUDGET_BYTES).toFixed(0)} %)`,
          met: total <= BUDGET_BYTES,
        },
      ],
    },
  ];
}
