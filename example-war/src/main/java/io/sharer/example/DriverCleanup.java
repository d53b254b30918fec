package io.sharer.example;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the WAR's JDBC driver from the JDK's list at undeployment; there it would keep the application's class loader.
 */
@WebListener
public class DriverCleanup implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(DriverCleanup.class.getName());

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        List<Driver> own = DriverManager.drivers()
                .filter(driver ->
                        driver.getClass().getClassLoader() == getClass().getClassLoader())
                .toList();
        for (Driver driver : own) {
            try {
                DriverManager.deregisterDriver(driver);
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.WARNING, "The JDBC driver could not be deregistered", e);
            }
        }
    }
}
