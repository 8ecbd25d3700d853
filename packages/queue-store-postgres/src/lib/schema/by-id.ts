/**
 * The condition of a join that an item has an id. As an equation, the join may begin with the items: once an analysis has found one
 * row or none in a queue that is mostly empty, a server reads a whole index, with the entries of all dead rows, rather than look
 * up each id.
 */
export const hasId = (id: string): string => `i.id = any (array[${id}])`

/** The condition that an item is hidden until after a time. A sum, so that no join begins with an index of times either. */
export const hiddenAt = (time: string): string => `i.visible + 0 > ${time}`

/** The lane of a lease that is counted. A text of its own, so that no plan counts by the index of all items of a lane. */
export const countedLane = "lane || ''"
