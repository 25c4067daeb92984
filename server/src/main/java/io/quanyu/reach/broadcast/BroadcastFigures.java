package io.quanyu.reach.broadcast;

/**
 * How far a launched broadcast is, for a list.
 *
 * @param audience customers of the segment at the launch
 * @param chosen who were to get it
 * @param control who were left out, to compare with
 * @param sent messages that vendors accepted, back-ups included
 * @param reached customers whom a receipt reports as reached
 */
public record BroadcastFigures(long audience, long chosen, long control, long sent, long reached) {}
