/** An application on Quarkus whose beans take turns. */
package com.example.quarkus;
