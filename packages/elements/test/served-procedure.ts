/** A procedure module as a portal serves one: named by its address in tests of the attribute `procedure`. */
export const procedure = {
  definition: {
    id: 'served',
    version: '1.0.0',
    title: {vi: 'Thủ tục mẫu', en: 'A procedure'},
    data: {type: 'object', properties: {name: {type: 'string', maxLength: 100}}},
  },
};
