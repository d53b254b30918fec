package io.sharer.pool;

/**
 * Keeps the fields of a child, which one thread writes, two cache lines away from those of the object before it, which
 * another one reads or writes.
 */
abstract class Padding {
    /** Else a field of the child would stand here, beside the header. */
    int p;

    long p00;
    long p01;
    long p02;
    long p03;
    long p04;
    long p05;
    long p06;
    long p07;
    long p08;
    long p09;
    long p10;
    long p11;
    long p12;
    long p13;
    long p14;
    long p15;
}
