package io.sharer.cdi.late;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The scope of classes that are bound late. Nobody writes it: it stands on no class. */
@NormalScope
@Target({})
@Retention(RUNTIME)
@interface LateScoped {}
