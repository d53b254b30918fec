package io.sharer.it.example;

/** The same for one deployment only, whose class loader is told by this class from those of others. */
public class MarkedCompactionSoon extends CompactionSoon {}
